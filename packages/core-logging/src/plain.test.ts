import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, type Plain } from './plain.ts';
import { Redactor } from './redact.ts';

const BRAND = Symbol.for('@tidemark/secret');
const secret = { [BRAND]: true, reveal: () => 'CANARY' };
const redactor = new Redactor();
const plainOf = (value: unknown): Plain | undefined => plain(value, redactor);

it.each<[unknown, unknown]>([
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
  [1.5, 1.5],
  [2n ** 70n, '1180591620717411303424'],
  [undefined, undefined],
  [null, null],
  [Symbol('s'), 'Symbol(s)'],
  [function named() {}, '[function named]'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(NaN), 'Invalid Date'],
  [/a/g, '/a/g'],
  [
    new Map<unknown, unknown>([
      ['a', 1],
      [2, NaN],
    ]),
    { a: 1, '2': 'NaN' },
  ],
  [new Set([1, 'b']), [1, 'b']],
  [Float64Array.of(1, NaN), [1, 'NaN']],
  [Buffer.from('CANARY'), '[6 bytes]'],
  [new Uint8ClampedArray(3), '[3 bytes]'],
  [new ArrayBuffer(8), '[8 bytes]'],
  [new DataView(new ArrayBuffer(8)), '[8 bytes]'],
  [
    [undefined, () => 1],
    [null, '[function ]'],
  ],
  [new URL('http://user:CANARY@host/?token=CANARY'), 'http://[redacted]@host/?token=[redacted]'],
  [Object(3), '3'],
  [Promise.resolve(1), '[promise]'],
  [{ toJSON: () => ({ apiKey: 'CANARY' }) }, { apiKey: '[redacted]' }],
  [secret, '[redacted]'],
  [{ deep: [{ er: secret }] }, { deep: [{ er: '[redacted]' }] }],
])('writes %o as %o', (value, written) => {
  expect(plainOf(value)).toEqual(written);
});

describe('keys that name a secret', () => {
  it.each<[unknown, unknown]>([
    [{ a: { b: { c: [{ apiKey: 'CANARY' }] } } }, { a: { b: { c: [{ apiKey: '[redacted]' }] } } }],
    [{ credentials: { user: 'CANARY' } }, { credentials: '[redacted]' }],
    [
      { token: null, password: true, secret: 7 },
      { token: null, password: true, secret: '[redacted]' },
    ],
    [new Map([['x-api-key', 'CANARY']]), { 'x-api-key': '[redacted]' }],
    [
      ['Authorization', 'CANARY', 'Accept', 'x'],
      ['Authorization', '[redacted]', 'Accept', 'x'],
    ],
    [[['cookie', 'CANARY']], [['cookie', '[redacted]']]],
    [[{ name: 'Cookie', value: 'CANARY' }], [{ name: 'Cookie', value: '[redacted]' }]],
  ])('hide %o', (value, written) => {
    expect(plainOf(value)).toEqual(written);
  });
});

describe('what is hard to write', () => {
  it('cycles are named, repeated objects are not cycles', () => {
    const shared = { x: 1 };
    const value: Record<string, unknown> = { a: shared, b: shared };
    value['self'] = value;
    expect(plainOf(value)).toEqual({ a: { x: 1 }, b: { x: 1 }, self: '[circular]' });
  });

  it('getters that throw spoil only themselves', () => {
    const value = {
      get bad(): number {
        throw new Error('password=CANARY');
      },
      good: 1,
    };
    expect(plainOf(value)).toEqual({ bad: '[unreadable: password=[redacted]]', good: 1 });
  });

  it('proxies that refuse are unreadable', () => {
    expect(
      plainOf(
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('no');
            },
          },
        ),
      ),
    ).toBe('[unreadable: no]');
  });

  it('what is too deep, too many or too long is cut, and says so', () => {
    let deep: unknown = 'end';
    for (let i = 0; i < 100_000; i++) deep = { deep };
    expect(JSON.stringify(plainOf(deep))).toContain('"[deeper]"');
    expect((plainOf(new Float64Array(250)) as Plain[]).slice(-2)).toEqual([0, '… 150 more']);
    const wide = plainOf(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`k${i}`, i])));
    expect(wide).toMatchObject({ k99: 99, '…': '1 more' });
    expect(plainOf('x'.repeat(20_000))).toMatch(/^x{16384}… \(20000 characters\)$/);
  });

  it('a key called __proto__ is data', () => {
    const written = plainOf(JSON.parse('{"__proto__":{"polluted":true}}')) as object;
    expect([Object.keys(written), Object.getPrototypeOf(written), (written as { polluted?: true }).polluted]).toEqual([
      ['__proto__'],
      Object.prototype,
      undefined,
    ]);
  });
});

it('makes anything at all into JSON that reads back the same, without the secrets in it', () => {
  const anything = fc.anything({
    key: fc.oneof(fc.string(), fc.constantFrom('apiKey', 'token', '__proto__', 'name', 'value')),
    values: [
      fc.string(),
      fc.double(),
      fc.bigInt(),
      fc.constant(secret),
      fc.constant('a CANARY b'),
      fc.constant(undefined),
    ],
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withBigInt: true,
    maxDepth: 6,
  });
  fc.assert(
    fc.property(anything, (value) => {
      const knowing = new Redactor({ secrets: [secret] });
      const written = plain(value, knowing) ?? null;
      const text = JSON.stringify(written);
      expect(text).not.toContain('CANARY');
      expect(JSON.stringify(JSON.parse(text))).toBe(text);
      expect(plain(written, knowing)).toEqual(written); // once is enough
    }),
  );
});
