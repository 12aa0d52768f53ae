import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebalances, type Rebalance } from './rebalances.ts';

const DAY = 86_400_000;
const days = (...dates: readonly [month: number, day: number][]) =>
  Float64Array.from(dates, ([month, day]) => Date.UTC(2024, month - 1, day));
const marked = (due: Uint8Array) => [...due].flatMap((mark, i) => (mark === 1 ? [i] : []));

describe('a timeframe', () => {
  it('means the first moment of each of its frames, whatever day that is', () => {
    const time = days([1, 30], [1, 31], [2, 2], [2, 5], [3, 4], [5, 1]);
    expect(marked(rebalances(time, '1M', 0, 'x'))).toEqual([0, 2, 4, 5]);
    expect(marked(rebalances(time, '1w', 0, 'x'))).toEqual([0, 3, 4, 5]);
  });

  it('waits for a frame that begins after the warm-up', () => {
    const time = Float64Array.from({ length: 60 }, (_, day) => Date.UTC(2024, 0, 15) + day * DAY);
    expect(marked(rebalances(time, '1M', 3, 'x'))).toEqual([17, 46]);
  });
});

it('a number counts moments from the first that counts', () => {
  expect(marked(rebalances(new Float64Array(10), 3, 2, 'x'))).toEqual([2, 5, 8]);
  expect(marked(rebalances(new Float64Array(3), 1, 3, 'x'))).toEqual([]);
});

it('knows each moment from those up to it', () => {
  const clock = fc.uniqueArray(fc.nat(400), { minLength: 1 }).map((at) =>
    Float64Array.from(
      at.toSorted((a, b) => a - b),
      (day) => day * DAY,
    ),
  );
  fc.assert(
    fc.property(clock, fc.constantFrom<Rebalance>('1M', '1w', '2d', 1, 7), fc.nat(20), (time, every, first) => {
      const whole = rebalances(time, every, first, 'x');
      for (let cut = 0; cut < time.length; cut++) {
        expect(rebalances(time.subarray(0, cut), every, first, 'x')).toEqual(whole.subarray(0, cut));
      }
    }),
  );
});

it.each([0, -1, 1.5, NaN, 'M', '1 month', undefined])('refuses %j', (every) => {
  expect(() => rebalances(new Float64Array(), every as never, 0, 'x')).toThrow(
    expect.objectContaining({ code: 'INVALID_REBALANCE', where: 'strategy x' }),
  );
});
