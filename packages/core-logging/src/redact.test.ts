import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecretLike, REDACTED, Redactor } from './redact.ts';

const BRAND = Symbol.for('@tidemark/secret');
const branded = (text: string) => ({ [BRAND]: true, reveal: () => text });

describe('keys', () => {
  const redactor = new Redactor({ keys: ['accountNumber'] });

  it.each(['apiKey', 'API_KEY', 'x-api-key', 'binanceApiKey', 'Authorization', 'Set-Cookie', 'client_secret'])(
    'calls %s a secret',
    (key) => expect(redactor.isSecretKey(key)).toBe(true),
  );

  it.each(['symbol', 'key', 'cacheKey', 'tokens', 'secretary', 'author', ''])('does not call %j one', (key) => {
    expect(redactor.isSecretKey(key)).toBe(false);
  });

  it('takes more names', () => {
    expect([redactor.isSecretKey('account_number'), new Redactor().isSecretKey('account_number')]).toEqual([
      true,
      false,
    ]);
  });
});

describe('texts', () => {
  const redactor = new Redactor();

  it.each([
    ['GET /bars?apiKey=LEAK&from=1', 'GET /bars?apiKey=[redacted]&from=1'],
    ['{"symbol":"ES","api_key":"LEAK \\" LEAK","n":1}', '{"symbol":"ES","api_key":[redacted],"n":1}'],
    [String.raw`"{\"token\":\"LEAK\",\"n\":1}"`, String.raw`"{\"token\":[redacted],\"n\":1}"`],
    ["password: 'LEAK LEAK'", 'password: [redacted]'],
    ['Authorization: Basic TEVBSw==', 'Authorization: [redacted]'],
    ['sent Bearer LEAKLEAKLEAK', 'sent Bearer [redacted]'],
    ['cookie: a=LEAK; b=LEAK\nhost: x', 'cookie: [redacted]\nhost: x'],
    ['redis://user:LEAK@localhost:6379', 'redis://[redacted]@localhost:6379'],
    ['-----BEGIN PRIVATE KEY-----\nLEAK: x\n-----END PRIVATE KEY----- there', '[redacted] there'],
  ])('clears %j', (text, clear) => {
    expect(redactor.scrub(text)).toBe(clear);
  });

  it.each(['filled 5 ES at 4500.25', 'key=bars:ES', 'a: b', 'http://host/a@b', 'a bearer of news'])(
    'leaves %j as it is',
    (text) => expect(redactor.scrub(text)).toBe(text),
  );

  it('clears what is clear already no further', () => {
    const once = redactor.scrub('token=abc "apiKey":"x"');
    expect(redactor.scrub(once)).toBe(once);
  });

  it('takes no longer than the text is long', () => {
    const start = performance.now();
    for (const text of [
      'a'.repeat(50_000),
      'token'.repeat(10_000),
      '//'.repeat(25_000),
      '"\\'.repeat(25_000),
      'token="\\'.repeat(6_000),
    ]) {
      redactor.scrub(`${text}:=`);
    }
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('known secrets', () => {
  it('are struck out of any text, plain, in a URL and in JSON', () => {
    const redactor = new Redactor({ secrets: [branded('p&ss "w" ü')] });
    const text = `p&ss "w" ü, ${encodeURIComponent('p&ss "w" ü')}, ${JSON.stringify({ a: 'p&ss "w" ü' })}`;
    expect(redactor.scrub(text)).toBe(`${REDACTED}, ${REDACTED}, {"a":"${REDACTED}"}`);
  });

  it('are learned as they are met, the longer before the shorter', () => {
    const redactor = new Redactor();
    redactor.learn(branded('abcd'));
    redactor.learn(branded('abcdef'));
    expect(redactor.scrub('xabcdefx abcd')).toBe('x[redacted]x [redacted]');
  });

  it('that are shorter than four characters are not searched: they are inside everything', () => {
    expect(new Redactor({ secrets: [branded('e')] }).scrub('the')).toBe('the');
  });

  it('that cannot be revealed are no trouble', () => {
    const broken = {
      [BRAND]: true,
      reveal: () => {
        throw new Error('no');
      },
    };
    expect(new Redactor({ secrets: [broken] }).scrub('text')).toBe('text');
  });

  it('never stand in what is left, whatever surrounds them', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, unit: 'binary' }), fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(!REDACTED.includes(secret) && !(before + after).includes(secret));
        const clean = new Redactor({ secrets: [branded(secret)] }).scrub(before + secret + after);
        expect(clean.includes(before + secret + after)).toBe(false);
      }),
    );
  });
});

it('knows a secret by its brand, not by its class', () => {
  const refusing = new Proxy(
    {},
    {
      has: () => {
        throw new Error('no');
      },
    },
  );
  expect([branded('x'), Object.assign(() => {}, { [BRAND]: true }), {}, null, 'x', refusing].map(isSecretLike)).toEqual(
    [true, true, false, false, false, false],
  );
});
