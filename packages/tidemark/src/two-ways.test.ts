import { describe, expect, it } from 'vitest';
import { backtest, BaseStrategy, bps, defineStrategy, FLAT, fractionSlippage, HOLD, LONG, SHORT } from './index.ts';
import { sma, syntheticBars, z, type BarEvent, type Signal } from './index.ts';

const params = z.object({ fast: z.int().default(5), slow: z.int().default(20) });

const columns = defineStrategy({
  name: 'cross',
  params,
  columns: ({ close }, { fast, slow }) => ({ fast: sma(close, fast), slow: sma(close, slow) }),
  decide: ({ fast, slow }, i) => (fast[i]! > slow[i]! ? LONG : fast[i]! < slow[i]! ? SHORT : HOLD),
});

class Events extends BaseStrategy<z.output<typeof params>> {
  static readonly params = params;
  readonly #fast = sma.stream(this.params.fast);
  readonly #slow = sma.stream(this.params.slow);

  onBar({ bar }: BarEvent): Signal {
    const [fast, slow] = [this.#fast.update(bar.close), this.#slow.update(bar.close)];
    return fast > slow ? LONG : fast < slow ? SHORT : HOLD;
  }
}

describe.each([1, 2, 3])('on random bars, seed %d', (seed) => {
  const bars = syntheticBars({ seed, bars: 3_000, timeframe: '1h' });
  const costs = { commission: bps(5), slippage: fractionSlippage(0.0003) };
  const [a, b] = [columns(), new Events()].map((strategy) => backtest(bars, { strategy, ...costs }));

  it('columns and a class give the same fills and the same equity to the bit', () => {
    expect(a!.fills.length).toBeGreaterThan(50);
    expect(b!.fills).toEqual(a!.fills);
    expect(b!.equity).toEqual(a!.equity);
  });

  it('and the same order and fill hashes', () => {
    const hashes = ({ manifest }: { manifest: { orderHash: string; fillHash: string } }): string[] => [
      manifest.orderHash,
      manifest.fillHash,
    ];
    expect(hashes(b!)).toEqual(hashes(a!));
  });

  it('and the same again on the next run of the same strategies', () => {
    const strategy = new Events();
    const runs = [1, 2].map(() => backtest(bars, { strategy, ...costs }).equity);
    expect(runs[1]).toEqual(runs[0]);
  });
});

it('a class that trades by name equals one that signals', () => {
  class ByName extends BaseStrategy {
    onBar({ bar, index }: BarEvent): void {
      if (index === 10) this.buy(3);
      if (index === 20) this.close();
      void bar;
    }
  }
  const plan = { quantity: 3 };
  const signals = defineStrategy({
    name: 'signals',
    columns: ({ close }) => ({ close }),
    decide: (_columns, i) => (i === 10 ? LONG : i === 20 ? FLAT : HOLD),
    plan: () => plan,
  });
  const bars = syntheticBars({ seed: 4, bars: 50, timeframe: '1h' });
  const [named, signalled] = [new ByName(), signals()].map((strategy) => backtest(bars, { strategy, capital: 1e6 }));
  expect(named!.equity.equity).toEqual(signalled!.equity.equity);
});
