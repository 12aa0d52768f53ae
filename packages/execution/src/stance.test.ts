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

describe('after an exit that no signal asked for (S5)', () => {
  const exited = (reenter?: 'change' | 'nextBar' | { afterBars: number }): Stance => {
    const stance = new Stance(bars, 'change', 0.1, reenter);
    stance.answer(1);
    stance.exited(1);
    return stance;
  };
  const asked = (stance: Stance, signals: readonly number[]): boolean[] =>
    signals.map((signal, k) => stance.asks(signal, k + 1));

  it('the same stance asks for nothing, however often it is said', () => {
    expect(asked(exited(), [1, 1, 1, NaN, 1])).toEqual([false, false, false, false, false]);
  });

  it('another stance asks', () => {
    expect([exited().asks(-1, 1), exited().asks(0, 1), exited().asks(0.5, 1)]).toEqual([true, true, true]);
  });

  it("asks again from the next bar on with 'nextBar', and after n bars with a number", () => {
    expect(asked(exited('nextBar'), [1, 1])).toEqual([false, true]);
    expect(asked(exited({ afterBars: 3 }), [1, 1, 1, 1])).toEqual([false, false, false, true]);
    expect([exited('nextBar').reenters, exited().reenters]).toEqual([true, false]);
  });

  it('stays flat where the signal says so', () => {
    expect(asked(exited('nextBar'), [1, 0])).toEqual([false, false]);
  });

  it('is of no account where nothing was answered', () => {
    const stance = new Stance(bars, 'change', 0.1);
    stance.exited(1);
    expect(stance.asks(1, 1)).toBe(true);
  });
});

it('refuses what is no signal', () => {
  const stance = new Stance(bars, 'change', 0.1);
  expect(() => stance.asks(20, 3)).toThrow(expect.objectContaining({ code: 'SIGNAL_OUT_OF_RANGE' }));
});
