import { FLAT, LONG, resampleBars, SHORT, sliceBars, type BarSeries, type BarView } from '@tidemark/core-market';
import type { PortfolioStrategy, Signal } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import type { BarEvent } from '../base/bar-event.ts';
import { BaseStrategy } from '../base/base-strategy.ts';
import { defineStrategy } from '../base/define-strategy.ts';
import { smaCross } from '../built-in/sma-cross.ts';
import { sampleBars } from '../testing/sample-bars.ts';
import { withFeeds } from '../with-feeds.ts';
import { auditPortfolio } from './audit-portfolio.ts';

type Columns = Record<string, Float64Array>;
const [A, B, C] = ['A', 'B', 'C'].map((symbol, k) => sampleBars({ symbol, seed: k + 1, bars: 300 }));
const series = { A, B, C };

describe('a held view', () => {
  class Hoarder extends BaseStrategy {
    readonly #views: BarView[] = [];
    onBar({ bar }: BarEvent): Signal {
      this.#views.push(bar);
      return bar.symbol === 'B' && bar.index >= 10 && this.#views[bar.index - 10]!.close < bar.close ? LONG : FLAT;
    }
  }

  it('is found under the instrument whose bar it was', () => {
    const { clean, findings, verdict } = auditPortfolio(series, { strategies: () => new Hoarder() });
    expect(clean).toBe(false);
    expect(findings).toMatchObject([
      { kind: 'view', name: 'HOLDS_A_BAR_VIEW', symbol: 'B', bar: 10, time: B.time[10] },
    ]);
    expect(verdict).toBe('hoarder holds a bar view: the view of bar 0 was read on bar 10, where it shows bar 10');
  });

  it('is found in a portfolio that asks classes, however it wraps the error', () => {
    const asking: PortfolioStrategy = {
      name: 'asking',
      over: (frame) => {
        const run = new Hoarder().over(frame.series['B']!);
        const weights = (i: number, out: Float64Array): boolean => {
          try {
            out[0] = run.signal(i);
          } catch (cause) {
            throw new Error('no weights', { cause });
          }
          return true;
        };
        return { warmup: 0, weights };
      },
    };
    expect(auditPortfolio(series, { strategy: asking }).findings).toMatchObject([
      { kind: 'view', symbol: 'B', bar: 10 },
    ]);
  });

  class HoardsFeed extends BaseStrategy {
    #first: BarView | undefined;
    onBar({ bars }: BarEvent): Signal {
      this.#first ??= bars.get('C');
      return this.#first!.close > 100 ? LONG : FLAT;
    }
  }

  it('is found where it is one of a feed', () => {
    const strategies = ({ A: own, C: other }: Readonly<Record<string, BarSeries>>) => ({
      [own!.symbol]: withFeeds(new HoardsFeed(), { C: other! }),
    });
    expect(auditPortfolio(series, { strategies }).findings).toMatchObject([{ kind: 'view', symbol: 'C', bar: 1 }]);
  });
});

describe('strategies on the bars of each', () => {
  class Stronger extends BaseStrategy {
    onBar({ bar, bars }: BarEvent): Signal {
      const other = bars.get('other');
      return other !== undefined && bar.close > other.close ? LONG : FLAT;
    }
  }

  it('are clean, one for all or with feeds, also of another timeframe', () => {
    expect(auditPortfolio(series, { strategies: () => smaCross({ fast: 5, slow: 20 }) })).toMatchObject({
      clean: true,
      independent: true,
      verdict: 'sma-cross does not look ahead: 24 prefixes of 300 moments of 3 instruments agree',
    });
    const hourly = { ...resampleBars(C, '1h'), symbol: 'C' };
    const strategies = (all: Readonly<Record<string, BarSeries>>) => ({
      B: withFeeds(new Stronger(), { other: all['C']! }),
    });
    expect(auditPortfolio({ A, B, C: hourly }, { strategies })).toMatchObject({ clean: true, independent: true });
    expect(auditPortfolio({ A, B: sliceBars(B, 40, 200), C: sliceBars(C, 90, 300) }, { strategies }).clean).toBe(true);
  });

  it('that read the next bar of another series beside their own are found', () => {
    const peeking = (all: Readonly<Record<string, BarSeries>>) => {
      const other = all['C']!.close;
      return {
        A: defineStrategy({
          name: 'peeking',
          columns: ({ close }) => ({ close }),
          decide: (_: Columns, i) => (other[i + 1] > other[i] ? LONG : SHORT),
        })(),
      };
    };
    const { findings } = auditPortfolio(series, { strategies: peeking });
    expect(findings).toMatchObject([{ kind: 'signal', symbol: 'A', full: LONG, prefix: SHORT }]);
  });

  it('that read a bar of another timeframe before its close are found', () => {
    const hourly = { ...resampleBars(C, '1h'), symbol: 'C' };
    const strategies = (all: Readonly<Record<string, BarSeries>>) => ({
      A: defineStrategy({
        name: 'hasty',
        columns: ({ time }) => {
          const { time: hours, close } = all['C']!;
          return { hour: time.map((now) => close[hours.findLastIndex((open) => open <= now)] ?? NaN) };
        },
        decide: () => LONG,
      })(),
    });
    const { findings } = auditPortfolio({ A, C: hourly }, { strategies });
    expect(findings[0]).toMatchObject({ kind: 'column', symbol: 'A', name: 'hour', bar: 0 });
  });

  it('that lean on what is beside them without naming it are found', () => {
    const strategies = (all: Readonly<Record<string, BarSeries>>) => ({
      A: defineStrategy({
        name: 'leaning',
        columns: ({ close }) => ({ count: close.map(() => Object.keys(all).length) }),
        decide: () => LONG,
      })(),
    });
    expect(auditPortfolio(series, { strategies })).toMatchObject({
      independent: false,
      findings: [{ kind: 'column', symbol: 'A', full: 3, prefix: 5, beside: true }],
    });
  });

  class Reader extends BaseStrategy {
    onBar(): Signal {
      return this.position.quantity > 0 ? 0 : 1;
    }
  }

  it('need a run where they read their position', () => {
    const strategies = () => new Reader();
    expect(() => auditPortfolio(series, { strategies })).toThrow(expect.objectContaining({ code: 'AUDIT_NEEDS_RUN' }));
    const run = () => [{ symbol: 'A', bar: 3, quantity: 1 }];
    expect(auditPortfolio(series, { strategies, run, cuts: 3 }).clean).toBe(true);
  });
});
