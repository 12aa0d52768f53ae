import { expect, it } from 'vitest';
import { FindingList } from './quality-report.ts';
import { timesInOrder } from './times-in-order.ts';

const order = (...times: number[]): { time: number[]; rows: readonly number[] | undefined; counts: object } => {
  const found = new FindingList(10);
  const column = Float64Array.from(times);
  const { time, rows } = timesInOrder(
    { time: column, open: column, high: column, low: column, close: column },
    100,
    found,
  );
  return { time: [...time], rows, counts: found.counts };
};

it('leaves times in order alone', () => {
  expect(order(1, 2, 3)).toEqual({ time: [1, 2, 3], rows: undefined, counts: {} });
});

it('sorts times, drops what repeats or cannot be, and remembers rows', () => {
  expect(order(5, 3, NaN, 5, 120, 4)).toEqual({
    time: [3, 4, 5],
    rows: [1, 5, 0],
    counts: { 'out-of-order': 2, 'duplicate-row': 1, future: 1 },
  });
});
