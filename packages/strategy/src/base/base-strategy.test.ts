import { HOLD, type Signal, type SignalRun } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleBars } from '../testing/sample-bars.ts';
import type { BarEvent } from './bar-event.ts';
import { BaseStrategy } from './base-strategy.ts';
import { defineStrategy } from './define-strategy.ts';
import { factoryOf } from './factory-of.ts';

const bars = sampleBars({ bars: 40 });
const params = z.object({ fast: z.int().min(1).default(3), slow: z.int().min(2).default(8) });
type Params = z.output<typeof params>;

/** A moving average as a stream: the sum of the window anew on each bar, as `average` below. */
class Average {
  readonly #window: number[] = [];
  readonly #period: number;
  constructor(period: number) {
    this.#period = period;
  }
  update(value: number): number {
    this.#window.push(value);
    if (this.#window.length > this.#period) this.#window.shift();
    if (this.#window.length < this.#period) return NaN;
    return this.#window.reduce((sum, x) => sum + x, 0) / this.#period;
  }
}

function average(values: Float64Array, period: number): Float64Array {
  const stream = new Average(period);
  return values.map((value) => stream.update(value));
}

class SmaCross extends BaseStrategy<Params> {
  static readonly params = params;
  readonly #fast = new Average(this.params.fast);
  readonly #slow = new Average(this.params.slow);
  onBar({ bar }: BarEvent): Signal {
    const fast = this.#fast.update(bar.close);
    const slow = this.#slow.update(bar.close);
    if (fast > slow) return this.createBuySignal(bar);
    return fast < slow ? this.createSellSignal(bar) : this.createHoldSignal(bar);
  }
}

const definedCross = defineStrategy({
  name: 'sma-cross',
  params,
  columns: ({ close }, { fast, slow }) => ({ fast: average(close, fast), slow: average(close, slow) }),
  decide: ({ fast, slow }, i) => (fast[i] > slow[i] ? 1 : fast[i] < slow[i] ? -1 : HOLD),
});

const signals = (run: SignalRun, length: number, from = 0) =>
  Array.from({ length: length - from }, (_, k) => run.signal(from + k));

/** A class whose `onBar` is the given function. */
function doing(onBar: (event: BarEvent) => Signal | void) {
  class OneOff extends BaseStrategy {
    onBar(event: BarEvent): Signal | void {
      return onBar(event);
    }
  }
  return new OneOff();
}

describe('signals', () => {
  it('are the same to the bit as those of the same strategy in columns, on any bars', () => {
    const periods = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 20 }));
    const sizes = fc.record({ bars: fc.integer({ min: 0, max: 200 }), seed: fc.integer() });
    fc.assert(
      fc.property(periods, sizes, ([fast, slow], size) => {
        const series = sampleBars(size);
        const defined = definedCross({ fast, slow }).over(series);
        const warm = Math.min(defined.warmup, series.length);
        const asClass = new SmaCross({ fast, slow }).over(series);
        expect(signals(asClass, series.length, warm)).toEqual(signals(defined, series.length, warm));
      }),
    );
  });

  it('are plain numbers, and nothing keeps the stance', () => {
    const answers: (Signal | void)[] = [1, -0.5, 0, NaN, undefined];
    const run = doing(({ index }) => answers[index]).over(bars);
    expect(signals(run, 5)).toEqual([1, -0.5, 0, NaN, NaN]);
  });

  it('carry their strength', () => {
    class Half extends BaseStrategy {
      onBar({ bar, index }: BarEvent): Signal {
        if (index === 0) return this.createBuySignal(bar, 0.5);
        return index === 1 ? this.createSellSignal(bar, 0.25) : this.createNeutralSignal(bar);
      }
    }
    expect(signals(new Half().over(bars), 3)).toEqual([0.5, -0.25, 0]);
  });

  it('of a strength outside 0..1 are refused', () => {
    class Loud extends BaseStrategy {
      onBar({ bar }: BarEvent): Signal {
        return this.createBuySignal(bar, 20);
      }
    }
    expect(() => new Loud().over(bars).signal(0)).toThrow(expect.objectContaining({ code: 'INVALID_STRENGTH' }));
  });

  it.each([
    ['a Promise', Promise.resolve(1)],
    ['"buy"', 'buy'],
    ['true', true],
  ])('that are %s are refused', (what, answer) => {
    expect(() =>
      doing(() => answer as never)
        .over(bars)
        .signal(0),
    ).toThrow(expect.objectContaining({ code: 'SIGNAL_TYPE', what: `onBar answered ${what} on bar 0` }));
  });
});

describe('an instance', () => {
  it('is a strategy with a name, parsed parameters and a hash of its code', () => {
    const strategy = new SmaCross({ fast: 2 });
    expect([strategy.name, strategy.params]).toEqual(['sma-cross', { fast: 2, slow: 8 }]);
    expect(strategy.codeHash).toMatch(/^[0-9a-f]{32}$/);
    expect(strategy.codeHash).not.toBe(doing(() => 1).codeHash);
  });

  it('refuses parameters as defineStrategy does', () => {
    expect(() => new SmaCross({ fast: 0 })).toThrow('strategy sma-cross: fast is 0, allowed is at least 1');
    expect(() => new SmaCross({ fats: 1 } as never)).toThrow('did you mean fast?');
    expect(() => new (doing(() => 1).constructor as typeof SmaCross)({ fast: 1 })).toThrow('takes no parameters');
  });

  it('of a class without onBar is refused', () => {
    const Empty = class Empty extends (BaseStrategy as unknown as typeof SmaCross) {};
    expect(() => new Empty()).toThrow(expect.objectContaining({ code: 'INVALID_DEFINITION', where: 'class Empty' }));
  });

  it('takes its name from strategyName where there is one', () => {
    class Renamed extends SmaCross {
      static readonly strategyName = 'my-cross';
    }
    expect([new Renamed().name, factoryOf(Renamed).strategyName]).toEqual(['my-cross', 'my-cross']);
  });

  it('works on a fresh instance in each run, so runs side by side do not meet', () => {
    const strategy = new SmaCross();
    const alone = signals(strategy.over(bars), 40);
    const [one, two] = [strategy.over(bars), strategy.over(sampleBars({ bars: 40, seed: 1 }))];
    const beside = Array.from({ length: 40 }, (_, i) => [one.signal(i), two.signal(i)][0]);
    expect(beside).toEqual(alone);
  });

  it('parses its parameters once, also where parsing changes them', () => {
    class Daily extends BaseStrategy<{ bars: number }, { days: number }> {
      static readonly params = z.object({ days: z.number() }).transform(({ days }) => ({ bars: days * 390 }));
      onBar(): Signal {
        return this.params.bars / 1000;
      }
    }
    expect(new Daily({ days: 2 }).over(bars).signal(0)).toBe(0.78);
  });

  it('may make others of its kind while it is made', () => {
    class Pair extends BaseStrategy<Params> {
      static readonly params = params;
      readonly other = new SmaCross({ fast: 5 });
      onBar(): Signal {
        return (this.params.fast + this.other.params.fast) / 10;
      }
    }
    expect(new Pair({ fast: 1 }).over(bars).signal(0)).toBe(0.6);
  });

  it('comes out of a factory too', () => {
    const factory = factoryOf(SmaCross);
    expect(factory({ slow: 9 }).params).toEqual({ fast: 3, slow: 9 });
    expect(factory.params.parse({})).toEqual({ fast: 3, slow: 8 });
  });
});
