import { barFrame, sliceBars, type BarSeries, type PortfolioStrategy, type Strategy } from '@tidemark/core-market';
import { roc } from '@tidemark/modeling-indicators';
import { describe, expect, it } from 'vitest';
import { smaCross } from '../built-in/sma-cross.ts';
import { largest } from '../largest.ts';
import { definePortfolio } from '../portfolio-strategy.ts';
import { sampleBars } from '../testing/sample-bars.ts';
import { auditPortfolio } from './audit-portfolio.ts';
import type { PortfolioAuditRecord } from './compare-portfolio.ts';

const [A, B, C] = ['A', 'B', 'C'].map((symbol, k) => sampleBars({ symbol, seed: k + 1, bars: 300 }));
const series = { A, B, C };

type Columns = Record<string, Float64Array>;
const rotationOn = (name: string, columns: (bars: BarSeries) => Columns) =>
  definePortfolio({
    name,
    columns,
    weights: ({ rank }, out) => {
      for (const k of largest(rank, 1)) out[k] = 1;
    },
    rebalance: 10,
  })();
const momentum = rotationOn('momentum', ({ close }) => ({ rank: roc(close, 20) }));

/** Holds A where B's close `ahead` moments later is above this one's. */
const watchingB = (ahead: number): PortfolioStrategy => ({
  name: 'watching-b',
  over: ({ series: { B: other }, symbols, index }) => ({
    warmup: 0,
    weights: (i, out) => {
      const at = index['B']![i];
      out[symbols.indexOf('A')] = at >= 0 && other.close[at + ahead] > other.close[at + ahead - 1] ? 1 : 0;
      return true;
    },
  }),
});

/** Bars of which only some are there. */
function some(bars: BarSeries, isThere: (i: number) => boolean): BarSeries {
  const pick = (column: Float64Array): Float64Array => column.filter((_, i) => isThere(i));
  const { time, open, high, low, close, volume } = bars;
  const picked = { time, open, high, low, close, volume };
  const columns = Object.fromEntries(Object.entries(picked).map(([name, column]) => [name, pick(column)]));
  return { ...bars, ...columns, length: pick(time).length };
}

describe('an honest momentum rotation', () => {
  it('is clean, deterministic and independent of unrelated instruments', () => {
    const result = auditPortfolio(series, { strategy: momentum });
    expect(result).toMatchObject({ clean: true, deterministic: true, independent: true, findings: [] });
    expect(result.verdict).toBe('momentum does not look ahead: 24 prefixes of 300 moments of 3 instruments agree');
  });

  it('is clean over a frame too, and leaves the bars as they are', () => {
    const before = B.close.slice();
    const writing = rotationOn('writing', ({ close }) => ({ rank: close.fill(1) }));
    expect(auditPortfolio(barFrame(series), { strategy: writing }).clean).toBe(true);
    expect(B.close).toEqual(before);
  });

  it('is cut right after its warm-up, and right after its weights changed', () => {
    const { cuts } = auditPortfolio(series, { strategy: momentum, cuts: 20 });
    expect(cuts[0]).toBe(21);
    expect(cuts.at(-1)).toBe(299);
    expect(cuts.filter((cut) => cut % 10 === 1).length).toBeGreaterThan(8); // after the moments of a rebalance
  });

  it('is cut where it is asked to be', () => {
    expect(auditPortfolio(series, { strategy: momentum, cuts: [200, 50] }).cuts).toEqual([50, 200]);
  });

  it('tells what starting later changes', () => {
    const eachBar = definePortfolio({
      name: 'each-bar',
      columns: ({ close }) => ({ rank: roc(close, 20) }),
      weights: ({ rank }, out) => {
        for (const k of largest(rank, 1)) out[k] = 1;
      },
      rebalance: 1,
    })();
    expect(auditPortfolio(series, { strategy: eachBar }).warmupSensitivity).toEqual([
      { start: 75, compared: 205, different: 0, settledAfter: 0, largest: 0 },
      { start: 150, compared: 130, different: 0, settledAfter: 0, largest: 0 },
    ]);
    // Every tenth bar from the start on: another start, another day.
    expect(auditPortfolio(series, { strategy: momentum }).warmupSensitivity![0]!.different).toBeGreaterThan(0);
  });
});

describe('look-ahead is found', () => {
  it('in weights that peek at the next bar of another instrument, and only where they peek', () => {
    expect(auditPortfolio(series, { strategy: watchingB(0) })).toMatchObject({ clean: true });
    const { clean, findings, verdict } = auditPortfolio(series, { strategy: watchingB(1) });
    expect([clean, findings.length]).toEqual([false, 1]);
    const [{ kind, symbol, bar, time, cut, full, prefix, beside }] = findings;
    expect([kind, symbol, bar, time]).toEqual(['weight', 'A', cut - 1, A.time[cut - 1]]);
    expect([full, prefix, beside]).toEqual([1, 0, false]);
    expect(verdict).toBe(
      `watching-b looks ahead: weight of A at bar ${bar} changed when the bars after it were cut off`,
    );
  });

  it('where the weights never change and the peek is late: it is cut after moments of a rebalance', () => {
    const late: PortfolioStrategy = {
      name: 'late',
      over: ({ series: { B: other } }) => ({
        warmup: 3,
        weights: (i, out) => {
          out[0] = i < 100 || other!.close[i + 1]! > 0 ? 1 : 0;
          return i % 7 === 0;
        },
      }),
    };
    expect(auditPortfolio(series, { strategy: late, cuts: 4 }).findings).toMatchObject([{ symbol: 'A', prefix: 0 }]);
  });

  it('in a rank over the whole column, for each instrument', () => {
    const ranked = rotationOn('ranked', ({ close }) => {
      const sorted = close.toSorted();
      return { rank: close.map((price) => sorted.indexOf(price) / sorted.length) };
    });
    const { findings, verdict } = auditPortfolio(series, { strategy: ranked });
    const columns = findings.filter(({ kind }) => kind === 'column');
    expect(columns.map(({ symbol }) => String(symbol)).toSorted()).toEqual(['A', 'B', 'C']);
    expect(columns[0]).toMatchObject({ name: 'rank', bar: 0, time: A.time[0] });
    expect(verdict).toMatch(/^ranked looks ahead: column rank of A at bar 0, column rank of B at bar 0/);
  });

  it('in the one instrument whose column looks ahead', () => {
    const one = rotationOn('one', ({ symbol, close }) => ({
      rank: close.map((price, i) => (symbol === 'B' ? (close[i + 1] ?? NaN) : price)),
    }));
    const columns = auditPortfolio(series, { strategy: one }).findings.filter(({ kind }) => kind === 'column');
    expect(columns).toMatchObject([{ symbol: 'B', name: 'rank', prefix: NaN }]);
  });

  it('in a strategy that fails where the future is missing', () => {
    const failing: PortfolioStrategy = {
      name: 'failing',
      over: ({ length }) => {
        if (length < 300) throw new RangeError('too short');
        return { warmup: 0, weights: () => false };
      },
    };
    const [first] = auditPortfolio(series, { strategy: failing }).findings;
    expect(first).toMatchObject({
      kind: 'error',
      name: 'RangeError',
      symbol: undefined,
      prefix: 'RangeError: too short',
    });
  });

  it('in orders of the run, under their instrument', () => {
    const run =
      (ahead: number) =>
      (part: Readonly<Record<string, BarSeries>>): PortfolioAuditRecord[] =>
        Object.values(part).flatMap(({ symbol, close }) =>
          [...close.keys()].flatMap((bar) =>
            symbol === 'C' && close[bar + ahead] > close[bar] * 1.005 ? [{ symbol, bar, quantity: 1 }] : [],
          ),
        );
    expect(auditPortfolio(series, { strategy: momentum, run: run(0) }).clean).toBe(true);
    expect(auditPortfolio(series, { strategy: momentum, run: run(-1) }).clean).toBe(true);
    const { findings } = auditPortfolio(series, { strategy: momentum, run: run(1) });
    expect(findings).toMatchObject([{ kind: 'order', symbol: 'C', full: { quantity: 1 }, prefix: undefined }]);
  });
});

describe('chance', () => {
  it('in the weights is told from look-ahead', () => {
    let calls = 0;
    const random = definePortfolio({
      name: 'random',
      columns: () => ({}),
      weights: (_, out) => void (out[calls++ % 2] = 1),
      rebalance: 7,
    })();
    const result = auditPortfolio(series, { strategy: random });
    expect(result).toMatchObject({ clean: false, deterministic: false, independent: undefined, cuts: [] });
    expect(result.findings.every(({ kind }) => kind === 'weight')).toBe(true);
    expect(result.verdict).toMatch(
      /^random is not deterministic: two runs over the same bars differ in weight of A at bar 0/,
    );
  });
});

describe('chunks', () => {
  it('that change what the strategy of one instrument says are found, under its symbol', () => {
    const honest = smaCross({ fast: 5, slow: 20 });
    const late: Strategy = {
      name: 'late',
      over: (bars) => {
        const run = honest.over(bars);
        return { columns: {}, warmup: run.warmup, signal: (i) => run.signal(i), nextChange: (_from, to) => to };
      },
    };
    const strategies = () => ({ A: honest, B: late });
    const { deterministic, findings, verdict } = auditPortfolio(series, { strategies });
    expect(deterministic).toBe(false);
    expect(findings).toMatchObject([{ symbol: 'B', kind: 'signal', beside: false }]);
    expect(verdict).toMatch(
      /^sma-cross, late is not deterministic: asked in chunks it differs in signal of B at bar \d+$/,
    );
  });

  it('that change the orders of the run are found', () => {
    const run = (_part: unknown, chunk?: number): PortfolioAuditRecord[] => [
      { symbol: 'B', bar: 30, quantity: chunk === undefined ? 1 : chunk },
    ];
    const { findings } = auditPortfolio(series, { strategy: momentum, run });
    expect(findings).toMatchObject([{ symbol: 'B', kind: 'order', prefix: { quantity: 100 } }]);
  });
});

describe('unrelated instruments beside', () => {
  it('may change weights by design', () => {
    const shared = definePortfolio({
      name: 'shared',
      columns: ({ close }) => ({ close }),
      weights: (_, out) => void out.fill(1 / out.length),
      rebalance: 5,
    })();
    expect(auditPortfolio(series, { strategy: shared })).toMatchObject({ clean: true, independent: true });
  });

  it('may not change a column', () => {
    const leaning: PortfolioStrategy = {
      name: 'leaning',
      over: ({ symbols, series: all }) => {
        const columns = Object.fromEntries(
          symbols.map((symbol) => [symbol, { share: all[symbol]!.close.map(() => 1 / symbols.length) }]),
        );
        return { columns, warmup: 0, weights: () => false };
      },
    };
    const { clean, deterministic, independent, findings, verdict } = auditPortfolio({ A, B }, { strategy: leaning });
    expect([clean, deterministic, independent]).toEqual([false, true, false]);
    expect(findings).toMatchObject([
      { kind: 'column', symbol: 'A', name: 'share', bar: 0, full: 1 / 2, prefix: 1 / 4, beside: true },
      { kind: 'column', symbol: 'B', beside: true },
    ]);
    expect(verdict).toBe(
      'leaning depends on unrelated instruments beside it: column share of A at bar 0, column share of B at bar 0 changed',
    );
  });

  it('that are refused are no finding', () => {
    const picky = rotationOn('picky', ({ symbol, close }) => {
      if (!(symbol in series)) throw new Error(`no sector for ${symbol}`);
      return { rank: close };
    });
    expect(auditPortfolio(series, { strategy: picky })).toMatchObject({ clean: true, independent: undefined });
  });
});

describe('differing calendars and lengths', () => {
  const early = some(A, (i) => i < 200 && i % 3 !== 1);
  const late = some(B, (i) => i >= 100 && i % 4 !== 0);
  const mixed = { A: early, B: late, C };

  it('are cut by time: an honest rotation is clean', () => {
    expect(auditPortfolio(mixed, { strategy: momentum })).toMatchObject({ clean: true, independent: true });
    expect(auditPortfolio({ A: early, B: late }, { strategy: momentum }).clean).toBe(true);
  });

  it('hide no peek, and its bar is the own one of its instrument', () => {
    const { findings } = auditPortfolio(mixed, { strategy: watchingB(1) });
    const [{ kind, symbol, bar, time, cut }] = findings;
    expect([kind, symbol, time]).toEqual(['weight', 'A', C.time[cut - 1]]);
    expect(early.time[bar]).toBeLessThanOrEqual(time);
    expect(early.time[bar + 1] ?? Infinity).toBeGreaterThan(time);
  });

  it('leave alone an order that was decided while its instrument had no bar', () => {
    const run = (part: Readonly<Record<string, BarSeries>>): PortfolioAuditRecord[] =>
      [...part['C']!.time].flatMap((now) => {
        const bar = part['A']!.time.filter((time) => time <= now).length - 1;
        return bar < 0 ? [] : [{ symbol: 'A', bar, decided: now }];
      });
    expect(auditPortfolio(mixed, { strategy: momentum, run }).clean).toBe(true);
  });
});

describe('refuses', () => {
  const strategy = momentum;
  const signals = { name: 'signals', over: () => ({ columns: {}, warmup: 0, signal: () => 0 }) };
  it.each<[string, () => unknown, string]>([
    ['NO_INSTRUMENTS', () => auditPortfolio({}, { strategy }), 'there are no bars'],
    ['SYMBOL_MISMATCH', () => auditPortfolio({ X: A }, { strategy }), 'the bars are those of A'],
    ['INVALID_STRATEGY', () => auditPortfolio(series, {}), 'there is no strategy'],
    [
      'INVALID_STRATEGY',
      () => auditPortfolio(series, { strategy, strategies: () => smaCross() }),
      'there are a strategy and strategies',
    ],
    [
      'INVALID_STRATEGY',
      () => auditPortfolio(series, { strategies: smaCross as never }),
      'strategies is no function of the bars',
    ],
    [
      'INVALID_STRATEGY',
      () => auditPortfolio(series, { strategy: definePortfolio as never }),
      'the strategy is a function',
    ],
    ['INVALID_STRATEGY', () => auditPortfolio(series, { strategy: signals as never }), 'signals answers no weights'],
    ['INVALID_STRATEGY', () => auditPortfolio(series, { strategies: () => ({}) }), 'it makes no strategies'],
    [
      'UNKNOWN_SYMBOL',
      () => auditPortfolio(series, { strategies: () => ({ D: smaCross() }) }),
      'there are no bars of D',
    ],
    [
      'UNKNOWN_SYMBOL',
      () => auditPortfolio(series, { strategy, run: () => [{ symbol: 'D', bar: 1 }] }),
      'there are no bars of D',
    ],
    [
      'AUDIT_TOO_SHORT',
      () => auditPortfolio({ A: sliceBars(A, 0, 20) }, { strategy }),
      'the warm-up of 20 moments leaves nothing to cut of 20 moments',
    ],
    ['INVALID_CUTS', () => auditPortfolio(series, { strategy, cuts: [300] }), 'a cut is 300'],
  ])('%s', (code, act, what) => {
    expect(act).toThrow(expect.objectContaining({ code, what, fix: expect.any(String), where: expect.any(String) }));
  });
});
