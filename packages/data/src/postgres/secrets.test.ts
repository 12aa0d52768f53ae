import { expect, it } from 'vitest';
import { Secrets } from './secrets.ts';

it.each([
  ['postgres://me:hunter2@db/test'],
  ['postgres://me:hunter%32@db/test'],
  ['postgres://db/test?user=me&password=hunter2'],
  ['postgres://me:hunter2/x@db/test'],
  [{ password: 'hunter2' }],
  [{ connectionString: 'postgresql://me:hunter2@db' }],
])('blackens the password of %j', (connection) => {
  expect(new Secrets(connection).redacted('hunter2 was refused')).toBe('*** was refused');
});

it('blackens the connection string as a whole', () => {
  const url = 'postgres://me@db/test';
  expect(new Secrets(url).redacted(`Invalid URL ${url}`)).toBe('Invalid URL ***');
});

it('keeps a cause that tells nothing, and drops one that does', () => {
  const secrets = new Secrets({ password: 'hunter2' });
  const [told, safe] = [new Error('hunter2'), new Error('no route')];
  const hidden = Object.assign(new Error('x'), { input: { password: 'hunter2' } });
  expect([told, safe, hidden].map((cause) => secrets.harmless(cause))).toEqual([undefined, safe, undefined]);
});
