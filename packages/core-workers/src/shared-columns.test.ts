import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { canShareMemory, sharedColumns } from './shared-columns.ts';

const typedArray = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int8Array(),
  fc.uint8Array(),
  fc.int32Array(),
  fc.bigInt64Array(),
);

it('copies every typed array to the bit, and leaves all else as it is', () => {
  const value = fc.anything({ values: [typedArray, fc.string(), fc.double()], withDate: true, withMap: true });
  fc.assert(
    fc.property(value, (given) => {
      expect(sharedColumns(given)).toEqual(given);
    }),
  );
});

it('puts all columns into one piece of shared memory, each at a place of its own', () => {
  const given = {
    flags: Uint8Array.of(1, 2, 3),
    bars: [{ close: Float64Array.of(NaN, -0), time: Float64Array.of(5) }],
  };
  const { flags, bars } = sharedColumns(given);
  const { close, time } = bars[0]!;
  expect(new Set([flags.buffer, close.buffer, time.buffer]).size).toBe(1);
  expect(close.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect([flags.byteOffset, close.byteOffset, time.byteOffset]).toEqual([0, 8, 24]);
  given.bars[0]!.close[0] = 1;
  expect(close[0]).toBeNaN();
});

it('keeps one copy of a column that is there twice, also in a ring', () => {
  const close = Float64Array.of(1);
  const given: Record<string, unknown> = { a: close, b: [close] };
  given['self'] = given;
  const shared = sharedColumns(given) as { a: Float64Array; b: Float64Array[]; self: unknown };
  expect(shared.b[0]).toBe(shared.a);
  expect(shared.self).toBe(shared);
});

it('takes a part of a buffer as just that part', () => {
  const part = Float64Array.of(1, 2, 3, 4).subarray(1, 3);
  const { close } = sharedColumns({ close: part });
  expect([[...close], close.buffer.byteLength]).toEqual([[2, 3], 16]);
});

it('leaves shared memory where it is, and copies nothing where there is nothing to copy', () => {
  const shared = new Float64Array(new SharedArrayBuffer(8));
  const given = { shared, text: 'x' };
  expect(sharedColumns(given)).toBe(given);
  expect(sharedColumns({ ...given, own: Float64Array.of(1) }).shared).toBe(shared);
});

describe('on a page that is not isolated', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('cannot share memory and gives the value back', () => {
    vi.stubGlobal('crossOriginIsolated', false);
    const given = { close: Float64Array.of(1) };
    expect([canShareMemory(), sharedColumns(given)]).toEqual([false, given]);
    expect(sharedColumns(given)).toBe(given);
  });

  it('can share memory once it is, and not without SharedArrayBuffer', () => {
    vi.stubGlobal('crossOriginIsolated', true);
    expect(canShareMemory()).toBe(true);
    vi.stubGlobal('SharedArrayBuffer', undefined);
    expect(canShareMemory()).toBe(false);
  });
});
