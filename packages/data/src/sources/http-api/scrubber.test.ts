import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DataError } from '../../error.ts';
import { Scrubber } from './scrubber.ts';

const printable = fc.string({
  minLength: 4,
  maxLength: 30,
  unit: fc.constantFrom(...Array.from(' !"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~')),
});

it('strikes out a secret however it is spelt', () => {
  fc.assert(
    fc.property(printable, (secret) => {
      const scrubber = new Scrubber([secret]);
      const spelt = [
        secret,
        encodeURIComponent(secret),
        new URLSearchParams({ k: secret }).toString().slice(2),
        JSON.stringify(secret).slice(1, -1),
        JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
        encodeURIComponent(encodeURIComponent(secret)),
        secret.replaceAll('/', String.raw`\/`),
        secret.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
        secret.replaceAll(/[&<>"']/g, (sign) => String.raw`\u00${sign.charCodeAt(0).toString(16)}`),
        secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
      ];
      for (const spelling of spelt) expect(scrubber.scrub(`<<${spelling}>>`)).toBe('<<[redacted]>>');
    }),
  );
});

it('leaves an error of ours as it is where nothing has to be struck out', () => {
  const error = new DataError('X', { what: 'nothing secret' });
  expect(new Scrubber(['hunter22']).clean(error)).toBe(error);
  expect(new Scrubber().scrub('hunter22')).toBe('hunter22');
});

it('keeps code, places and names, and goes down the causes', () => {
  const inner = Object.assign(new RangeError('hunter22 is out'), { code: 'E_INNER', input: 'hunter22' });
  const error = new DataError('X', {
    what: 'a hunter22',
    where: 'b HUNTER22',
    fix: 'c',
    cause: inner,
    column: 'close',
    line: 7,
  });
  const clean = new Scrubber(['hunter22']).clean(error) as DataError;
  expect(clean).toBeInstanceOf(DataError);
  expect(clean).toMatchObject({
    code: 'X',
    what: 'a [redacted]',
    where: 'b [redacted]',
    fix: 'c',
    column: 'close',
    line: 7,
  });
  expect(clean.cause).toMatchObject({ name: 'RangeError', message: '[redacted] is out', code: 'E_INNER' });
  expect(Object.keys(clean.cause as object)).not.toContain('input');
});

it('makes an error of whatever was thrown, and does not follow causes for ever', () => {
  const scrubber = new Scrubber(['hunter22']);
  expect([scrubber.clean('hunter22!').message, scrubber.clean({ hunter22: 1 }).message]).toEqual([
    '[redacted]!',
    '[object Object]',
  ]);
  const round = new Error('round hunter22');
  round.cause = round;
  let depth = 0;
  for (let error: unknown = scrubber.clean(round); error instanceof Error; error = error.cause) depth++;
  expect(depth).toBe(5);
});
