import { describe, expect, it } from 'vitest';
import { Stance } from './stance.ts';
import { priceBars } from './testing/index.ts';

const bars = priceBars(...Array.from({ length: 6 }, () => [10, 10] as const));

describe('a stance that acts on change', () => {
  it.each([
    [0, -0, false],
    [0, NaN, false],
    [0, 0.05, true], // from 0
    [0.05, 0, true], // to 0
    [0.05, -0.05, true], // in sign
    [0.5, 0.6, false],
    [0.5, 0.61, true],
  ])('answered %d and asked by %d: %s', (answered, signal, asks) => {
    const stance = new Stance(bars, 'change', 0.1);
    stance.answer(answered);
    expect(stance.asks(signal, 0)).toBe(asks);
  });
});

it('asks once in each frame, at the first signal that is one', () => {
  const stance = new Stance(bars, { every: '3m', band: 0 }, 0.1);
  expect([1, 1, NaN, NaN, 1, 1].map((signal, i) => stance.asks(signal, i))).toEqual([
    true,
    false,
    false,
    false,
    true,
    false,
  ]);
});
