import { type BarSeries, type Signal, type Strategy } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { BaseStrategy } from '../base/base-strategy.ts';
import type { BarEvent } from '../base/bar-event.ts';
import { defineStrategy } from '../base/define-strategy.ts';
import { sampleBars } from './sample-bars.ts';
import { strategyContract } from './strategy-contract.ts';

const broken = (strategy: Strategy) =>
  strategyContract(strategy, sampleBars()).flatMap(({ name, check }) => {
    try {
      check();
      return [];
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching('CONTRACT_BROKEN|AUDIT_TOO_SHORT') });
      return [name];
    }
  });

/** Trades by name, and reads its position. */
class Grid extends BaseStrategy {
  onBar({ bar, index }: BarEvent): void {
    if (this.position.quantity === 0 && index % 5 === 0) this.buy(1, { limitPrice: bar.low });
  }
}

describe('a sound class that trades by name', () => {
  it.each(strategyContract(new Grid()))('$name', ({ check }) => {
    expect(check).not.toThrow();
  });
});

const simple = (signal: (bars: BarSeries, i: number) => number, rest: object = {}): Strategy => ({
  name: 'broken',
  over: (bars) => ({ columns: {}, warmup: 0, signal: (i) => signal(bars, i), ...rest }),
});

it.each<[string, Strategy]>([
  ['answers numbers from -1 to 1, or NaN to keep its stance', simple(() => 20)],
  [
    'says when it can start, in whole bars, before the bars end',
    simple(() => 1, { columns: { x: new Float64Array(3) } }),
  ],
  ['does not look ahead', simple(({ close }, i) => (close[i + 1] > close[i] ? 1 : -1))],
])('finds a strategy that breaks: %s', (promise, strategy) => {
  expect(broken(strategy)).toEqual([promise]);
});

it('finds a warm-up as long as the bars', () => {
  expect(broken(simple(() => 1, { warmup: 400 }))).toContain(
    'says when it can start, in whole bars, before the bars end',
  );
});

it('finds state that runs share', () => {
  let seen = 0;
  const shared = simple((_, i) => {
    seen = i === 0 ? 0 : seen + 1;
    return seen === i ? 1 : 0;
  });
  expect(broken(shared)).toEqual(['starts each run afresh']);
});

it('finds randomness', () => {
  let state = 1;
  const random = simple(() => (state = (state * 16807) % 2147483647) / 2147483647);
  expect(broken(random)).toContain('answers the same when run again');
});

it('finds a strategy that writes into the bars', () => {
  const writes = simple((bars, i) => ((bars.volume[i] += 1) > 0 ? 1 : 0));
  expect(broken(writes)).toContain('leaves the bars as they are');
});

it('finds a class that keeps bar views', () => {
  class Hoarder extends BaseStrategy {
    #first: BarEvent['bar'] | undefined;
    onBar({ bar }: BarEvent): Signal {
      this.#first ??= bar;
      return this.#first.close > 0 ? 1 : 0;
    }
  }
  expect(broken(new Hoarder())).toEqual(['does not look ahead']);
});

it('finds orders that know the future', () => {
  const ahead = defineStrategy({
    name: 'ahead',
    columns: ({ close }) => ({ close }),
    orders: (_, book, { close }, i) => void (close[i + 1] > close[i] && book.submit({ type: 'market', quantity: 1 })),
  });
  expect(broken(ahead())).toEqual(['does not look ahead']);
});
