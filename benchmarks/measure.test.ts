import { expect, it } from 'vitest';
import { interleaved, median } from './measure.ts';

it.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[], NaN],
])('takes %j to have the median %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

it('runs the candidates in turns, the warm-ups first', async () => {
  const order: string[] = [];
  const candidates = { a: () => order.push('a'), b: () => order.push('b') };
  const times = await interleaved(candidates, { runs: 1, warmups: 1 });
  expect([order.join(''), Object.keys(times)]).toEqual(['abab', ['a', 'b']]);
});
