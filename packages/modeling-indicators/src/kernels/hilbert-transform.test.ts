import { expect, it } from 'vitest';
import { HilbertTransform } from './hilbert-transform.ts';

const answers = (hilbert: HilbertTransform, values: readonly number[], gain: number): number[] =>
  values.map((value) => hilbert.update(value, gain));

it('weighs every other of seven values', () => {
  const swings = answers(new HilbertTransform(), [1, 0, 0, 0, 0, 0, 0, 0], 2);
  expect(swings.map((swing) => swing / 2 + 0)).toEqual([0.0962, 0, 0.5769, 0, -0.5769, 0, -0.0962, 0]);
});

it('is exactly nothing where the value is steady', () => {
  const swings = answers(
    new HilbertTransform(),
    Array.from({ length: 9 }, () => 0.1),
    1,
  );
  expect(swings.slice(6)).toEqual([0, 0, 0]);
});

it('has forgotten a NaN after six values, of which a gain of 0 makes nothing', () => {
  const hilbert = new HilbertTransform();
  hilbert.update(NaN, 1);
  expect(answers(hilbert, [0, 0, 0, 0, 0, 0], 0)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(hilbert.update(10, 1)).toBeCloseTo(0.962, 14);
});

it('tells the values before', () => {
  const hilbert = new HilbertTransform();
  answers(hilbert, [1, 2, 3, 4, 5, 6, 7, 8], 1);
  expect([1, 2, 3, 6].map((bars) => hilbert.ago(bars))).toEqual([8, 7, 6, 3]);
});
