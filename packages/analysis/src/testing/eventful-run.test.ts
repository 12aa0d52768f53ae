import { expect, it } from 'vitest';
import { eventfulRun } from './eventful-run.ts';

it('the same seed gives the same run', () => {
  expect(eventfulRun(300, 7)).toEqual(eventfulRun(300, 7));
});

it('has all that a report can tell of, and each order that it names', () => {
  const { ambiguities = [], cashFlows = [], marginCalls = [], refused = [], fills, orders } = eventfulRun(300);
  const counts = [ambiguities, cashFlows, marginCalls, refused, fills].map(({ length }) => length);
  expect(counts).toEqual([11, 59, 1, 1, 14]);
  expect(orders.map(({ id }) => id)).toEqual(orders.map((_, i) => i + 1));
  expect(ambiguities.flatMap((each) => each.orders).filter((id) => id > orders.length)).toEqual([]);
});
