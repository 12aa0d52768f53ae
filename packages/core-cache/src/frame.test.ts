import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { barSeries } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, frameExpiry, type Checksum } from './frame.ts';
import type { CacheEntry } from './store.ts';

const checksum: Checksum = (bytes, before) => crc32(bytes, before);
const entry = (value: unknown, tags: string[] = []): CacheEntry => ({
  value,
  storedAt: 1,
  freshUntil: 2,
  expiresAt: 3.5,
  tags,
});
const bytesOf = (value: unknown, notes: string[] = []): Uint8Array =>
  new Uint8Array(Buffer.concat(encodeFrame(entry(value), notes, 'here', { checksum })));
const roundTrip = (value: unknown): unknown => decodeFrame(bytesOf(value), checksum)!.entry.value;

describe('a value in a frame', () => {
  it('comes back as it was, whatever plain data it is', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(roundTrip(value)).toEqual(structuredClone(value));
      }),
    );
  });

  it.each<[unknown]>([
    [undefined],
    [null],
    [-0],
    [NaN],
    [-Infinity],
    ['\ud800 lone'],
    ['€'],
    [10n ** 30n],
    [new Date(NaN)],
    [{ $: ['n', 'x'] }],
    [[]],
  ])('comes back as %o', (value) => {
    const back = roundTrip({ value }) as { value: unknown };
    expect(back).toStrictEqual({ value });
    expect(Object.is(back.value, value) || typeof value === 'object').toBe(true);
  });

  it('keeps columns to the bit, the payload of each NaN included', () => {
    const bits = BigUint64Array.of(0x7ff8000000000001n, 0xfff0000000000abcn, 1n << 63n, 1n);
    const column = new Float64Array(bits.buffer);
    const price = Float64Array.of(1, 2, 3);
    const bars = barSeries(
      {
        time: Float64Array.of(0, 60_000, 120_000),
        open: price,
        high: price,
        low: price,
        close: price,
        extra: { odd: column.subarray(0, 3) },
      },
      { instrument: 'ES' },
    );
    for (const value of [column, { column }, { bars }]) {
      const back = roundTrip(value);
      const found =
        back instanceof Float64Array
          ? back
          : ((back as { column?: Float64Array }).column ?? (back as { bars: typeof bars }).bars.extra['odd']!);
      expect(found).toBeInstanceOf(Float64Array);
      expect(new BigUint64Array(found.buffer, found.byteOffset, found.length)).toEqual(bits.subarray(0, found.length));
    }
    expect(roundTrip(bars)).toEqual(bars);
  });

  it('comes back in its type from shared memory and from the middle of a buffer', () => {
    const shared = new Int16Array(new SharedArrayBuffer(6)).fill(7);
    expect(roundTrip([shared, Uint8Array.of(1, 2, 3).subarray(1), Uint8Array.of(9).buffer])).toEqual([
      Int16Array.of(7, 7, 7),
      Uint8Array.of(2, 3),
      Uint8Array.of(9).buffer,
    ]);
  });

  it('keeps a member called __proto__ for what it is', () => {
    expect(JSON.stringify(roundTrip(JSON.parse('{"__proto__": {"a": 1}}')))).toBe('{"__proto__":{"a":1}}');
  });

  it.each<[unknown, string]>([
    [{ f: () => 1 }, 'here, f'],
    [[new (class A {})()], 'here, [0]'],
    [Symbol('x'), 'here'],
  ])('is refused where it is %o', (value, where) => {
    expect(() => bytesOf(value)).toThrow(expect.objectContaining({ code: 'UNCACHEABLE_VALUE', where }));
  });
});

it('keeps times, tags and notes', () => {
  const parts = encodeFrame(entry(1, ['sym:ES', 'é']), ['the key', 'v1'], 'here', { checksum });
  const bytes = new Uint8Array(Buffer.concat(parts));
  expect(decodeFrame(bytes, checksum)).toEqual({ entry: entry(1, ['sym:ES', 'é']), notes: ['the key', 'v1'] });
  expect([frameExpiry(bytes), frameExpiry(bytes.subarray(0, 47)), frameExpiry(new Uint8Array(48))]).toEqual([
    3.5,
    NaN,
    NaN,
  ]);
});

it('takes a frame that lost a byte, gained one or has a flipped bit for none', () => {
  const whole = bytesOf({ close: Float64Array.of(1, 2, 3), name: 'ES' }, ['the key']);
  expect(decodeFrame(whole, checksum)).toBeDefined();
  for (let length = 0; length < whole.length; length++)
    expect(decodeFrame(whole.slice(0, length), checksum)).toBeUndefined();
  expect(decodeFrame(new Uint8Array([...whole, 0]), checksum)).toBeUndefined();
  for (let i = 0; i < whole.length; i++) {
    const flipped = whole.slice();
    flipped[i]! ^= 1;
    expect([i, decodeFrame(flipped, checksum)]).toEqual([i, undefined]);
  }
});

it('is none where nonsense has the right length', () => {
  const whole = bytesOf({ a: 1 });
  whole.fill(0xff, 60);
  expect(decodeFrame(whole)).toBeUndefined();
});
