import { FLAT, HOLD, LONG, SHORT, type BarSeries, type BarView, type Bar, type Signal } from '@tidemark/core-market';
import type { Strategy } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import type { BarEvent } from '../base/bar-event.ts';
import { BaseStrategy } from '../base/base-strategy.ts';
import { defineStrategy, type StrategyDefinition } from '../base/define-strategy.ts';
import { sampleBars } from '../testing/sample-bars.ts';
import { audit } from './audit.ts';
import type { AuditRecord } from './compare.ts';

const bars = sampleBars({ bars: 600 });

function average(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] - (i < period ? 0 : values[i - period]);
    if (i >= period - 1) out[i] = sum / period;
  }
  return out;
}

/** The last value, as far back as `n` bars before the end, everywhere: what a careless reduction over a column gives. */
function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

type Columns = Record<string, Float64Array>;
const strategy = (name: string, { columns, decide }: Pick<StrategyDefinition<never, Columns>, 'columns' | 'decide'>) =>
  defineStrategy({ name, columns: columns as (bars: BarSeries) => Columns, decide: decide as never })();

const cases = {
  causal: strategy('causal', {
    columns: ({ close }) => ({ fast: average(close, 10), slow: average(close, 30) }),
    decide: ({ fast, slow }, i) => (fast[i] > slow[i] ? LONG : SHORT),
  }),
  wholeSampleZScore: strategy('whole-sample-z-score', {
    columns: ({ close }) => {
      const mean = meanOf(close);
      return { z: close.map((price) => price - mean) };
    },
    decide: ({ z }, i) => (z[i] > 0 ? LONG : SHORT),
  }),
  peek: strategy('peek', {
    columns: ({ close }) => ({ close }),
    decide: ({ close }, i) => (close[i + 1] > close[i] ? LONG : SHORT),
  }),
  centred: strategy('centred', {
    columns: ({ close }) => {
      const shifted = new Float64Array(close.length).fill(NaN);
      shifted.set(average(close, 21).subarray(10));
      return { centred: shifted, close };
    },
    decide: ({ centred, close }, i) => (close[i] > centred[i] ? LONG : SHORT),
  }),
  hiddenEnd: strategy('hidden-end', {
    columns: ({ close }) => ({ close, last: new Float64Array(close.length).fill(close[close.length - 1]) }),
    decide: ({ close, last }, i) => (close[i] > last[i] ? LONG : SHORT),
  }),
};

describe('a causal strategy', () => {
  it('is clean', () => {
    const result = audit(bars, { strategy: cases.causal });
    expect(result).toMatchObject({ clean: true, findings: [] });
    expect(result.verdict).toBe('causal does not look ahead: 24 prefixes of 600 bars agree');
  });

  it('is cut right after its warm-up, and right after signals that changed', () => {
    const { cuts } = audit(bars, { strategy: cases.causal });
    expect(cuts[0]).toBe(30);
    expect(cuts.at(-1)).toBe(599);
    const run = cases.causal.over(bars);
    const changes = cuts.filter((cut) => cut > 31 && run.signal(cut - 1) !== run.signal(cut - 2));
    expect(changes.length).toBeGreaterThan(8);
  });

  it('is cut where it is asked to be', () => {
    expect(audit(bars, { strategy: cases.causal, cuts: [500, 100] }).cuts).toEqual([100, 500]);
    expect(audit(bars, { strategy: cases.causal, cuts: 5 }).cuts).toHaveLength(5);
  });
});

describe('look-ahead is found', () => {
  it('in a column scaled by the whole sample', () => {
    const { clean, findings, verdict } = audit(bars, { strategy: cases.wholeSampleZScore });
    expect(clean).toBe(false);
    expect(findings[0]).toMatchObject({ kind: 'column', name: 'z', bar: 0, time: bars.time[0] });
    expect(findings[0].full).not.toBe(findings[0].prefix);
    expect(verdict).toMatch(/^whole-sample-z-score looks ahead: column z at bar 0, signal at bar \d+ changed/);
  });

  it('in a decision that peeks at the next bar', () => {
    const { findings } = audit(bars, { strategy: cases.peek });
    expect(findings).toHaveLength(1);
    const [{ kind, bar, cut, full, prefix }] = findings;
    expect([kind, bar, full, prefix]).toEqual(['signal', cut - 1, LONG, SHORT]);
  });

  it('in a decision that peeks on rare bars alone', () => {
    const rare = strategy('rare', {
      columns: ({ close }) => ({ close }),
      decide: ({ close }, i) => (close[i + 1] > close[i] * 1.0095 ? LONG : HOLD),
    });
    expect(audit(bars, { strategy: rare }).findings).toMatchObject([{ kind: 'signal', full: LONG, prefix: NaN }]);
  });

  it('in a centred window', () => {
    const { findings } = audit(bars, { strategy: cases.centred });
    expect(findings[0]).toMatchObject({ kind: 'column', name: 'centred', prefix: NaN });
  });

  it('in a column that hides the end of the data', () => {
    expect(audit(bars, { strategy: cases.hiddenEnd }).findings[0]).toMatchObject({
      kind: 'column',
      name: 'last',
      bar: 0,
    });
  });

  it('in memory beyond the prefix', () => {
    const snoop = strategy('snoop', {
      columns: ({ close }) => ({ close }),
      decide: ({ close }, i) => (new Float64Array(close.buffer)[i + 1] > close[i] ? LONG : SHORT),
    });
    expect(audit(bars, { strategy: snoop }).clean).toBe(false);
  });

  it('in a strategy that fails where the future is missing', () => {
    const failing = strategy('failing', {
      columns: ({ close }) => ({ close }),
      decide: ({ close }, i) => {
        if (i < close.length - 1 || close.length === 600) return LONG;
        throw new RangeError(`bar ${i + 1} is missing`);
      },
    });
    const { findings } = audit(bars, { strategy: failing });
    expect(findings).toMatchObject([{ kind: 'error', name: 'RangeError', prefix: 'RangeError: bar 1 is missing' }]);
  });

  it('in a strategy that is not deterministic', () => {
    let calls = 0;
    const counting = strategy('counting', { columns: () => ({}), decide: () => (calls++ % 7 < 3 ? LONG : SHORT) });
    const { clean, deterministic, cuts, verdict } = audit(bars, { strategy: counting });
    expect([clean, deterministic, cuts]).toEqual([false, false, []]);
    expect(verdict).toMatch(/^counting is not deterministic: two runs over the same bars differ in signal at bar \d+$/);
  });

  it('in a strategy that says something else when it is asked for its next change', () => {
    const forgetful: Strategy = {
      name: 'forgetful',
      over: ({ close }) => {
        const signal = (i: number): number => (close[i] > 100 ? LONG : FLAT);
        // Overlooks every fifth bar: what changes there is told late, or never.
        const nextChange = (from: number, to: number, stance: number): number => {
          for (let i = from; i < to; i++) if (i % 5 !== 0 && signal(i) !== stance) return i;
          return to;
        };
        return { columns: {}, warmup: 0, signal, nextChange };
      },
    };
    const { clean, deterministic, findings, verdict } = audit(bars, { strategy: forgetful });
    expect([clean, deterministic]).toEqual([false, false]);
    expect(findings).toMatchObject([{ kind: 'signal' }]);
    expect(findings[0].bar % 5).toBe(0);
    expect(verdict).toBe(
      `forgetful is not deterministic: asked in chunks it differs in signal at bar ${findings[0].bar}`,
    );
  });

  it('in a run that fails when it is asked for its next change', () => {
    const failing: Strategy = {
      name: 'failing',
      over: () => ({
        columns: {},
        warmup: 0,
        signal: () => LONG,
        nextChange: () => {
          throw new RangeError('no such bar');
        },
      }),
    };
    const { deterministic, findings } = audit(bars, { strategy: failing });
    expect([deterministic, findings]).toMatchObject([false, [{ kind: 'error', prefix: 'RangeError: no such bar' }]]);
  });

  it('in orders that a run has otherwise when it pauses', () => {
    const steady = strategy('steady', { columns: () => ({}), decide: () => LONG });
    const chunks: (number | undefined)[] = [];
    const run = (part: BarSeries, chunk?: number): AuditRecord[] => {
      chunks.push(chunk);
      return [{ bar: 5, quantity: chunk === undefined ? 1 : 2 }];
    };
    const { deterministic, findings, verdict } = audit(bars, { strategy: steady, run });
    expect([deterministic, chunks]).toEqual([false, [undefined, undefined, 200]]);
    expect(findings).toMatchObject([
      { kind: 'order', name: 'order 1', full: { quantity: 1 }, prefix: { quantity: 2 } },
    ]);
    expect(verdict).toBe('steady is not deterministic: asked in chunks it differs in order 1 at bar 5');
  });

  it('in orders that differ from run to run', () => {
    let runs = 0;
    const steady = strategy('steady', { columns: () => ({}), decide: () => LONG });
    const run = () => [{ bar: 5, quantity: ++runs }];
    const { deterministic, findings } = audit(bars, { strategy: steady, run });
    expect([deterministic, findings]).toMatchObject([false, [{ kind: 'order', name: 'order 1', bar: 5 }]]);
  });

  it('in what a class recorded', () => {
    class Recorder extends BaseStrategy {
      #length = 0;
      onBar({ bar, index }: BarEvent): Signal {
        this.#length = index;
        this.record('close', bar.close);
        return 1;
      }
      override onStop(): void {
        this.record('close', this.#length);
      }
    }
    expect(audit(bars, { strategy: new Recorder() }).findings).toMatchObject([{ kind: 'column', name: 'close' }]);
  });
});

describe('bar views', () => {
  class Hoarder extends BaseStrategy {
    readonly #views: BarView[] = [];
    onBar({ bar }: BarEvent): Signal {
      this.#views.push(bar);
      return bar.index >= 10 && this.#views[bar.index - 10].close < bar.close ? LONG : FLAT;
    }
  }
  class Keeper extends BaseStrategy {
    readonly #bars: Bar[] = [];
    onBar({ bar }: BarEvent): Signal {
      this.#bars.push(bar.snapshot());
      return bar.index >= 10 && this.#bars[bar.index - 10].close < bar.ago(0).close ? LONG : FLAT;
    }
  }

  it('that are kept and read later are found', () => {
    const { clean, findings, verdict } = audit(bars, { strategy: new Hoarder() });
    expect(clean).toBe(false);
    expect(findings).toMatchObject([{ kind: 'view', name: 'HOLDS_A_BAR_VIEW', bar: 10, time: bars.time[10] }]);
    expect(verdict).toBe('hoarder holds a bar view: the view of bar 0 was read on bar 10, where it shows bar 10');
  });

  it('are found through the run too, however it wraps the error', () => {
    const run = (part: BarSeries): AuditRecord[] => {
      try {
        const signals = new Hoarder().over(part);
        for (let i = 0; i < part.length; i++) signals.signal(i);
      } catch (cause) {
        throw new Error('the backtest failed', { cause });
      }
      return [];
    };
    const held = audit(bars, { strategy: cases.causal, run });
    expect(held.findings).toMatchObject([{ kind: 'view', bar: 10 }]);
  });

  it('that are copied are fine', () => {
    expect(audit(bars, { strategy: new Keeper() }).clean).toBe(true);
  });
});

describe('a strategy that depends on its position', () => {
  const managed = defineStrategy({
    name: 'managed',
    columns: ({ close }) => ({ close }),
    decide: () => LONG,
    manage: (signal, { barsHeld }) => (barsHeld > 3 ? FLAT : signal),
  })();
  class Reader extends BaseStrategy {
    onBar(): Signal {
      return this.position.quantity > 0 ? 0 : 1;
    }
  }

  it.each<[string, Strategy]>([
    ['through manage', managed],
    ['as a class', new Reader()],
  ])('%s needs a run', (_, strategy) => {
    expect(() => audit(bars, { strategy })).toThrow(expect.objectContaining({ code: 'AUDIT_NEEDS_RUN' }));
  });

  /** Buys one unit where the next close, or this one, is above the one before. */
  const orders =
    (ahead: number) =>
    ({ close, length }: BarSeries): AuditRecord[] => {
      const log: AuditRecord[] = [];
      for (let bar = 1; bar < length; bar++) {
        if (close[bar + ahead] > close[bar + ahead - 1]) log.push({ bar, type: 'market', quantity: 1 });
      }
      return log;
    };

  it('is clean where the orders of each prefix are those of the whole', () => {
    expect(audit(bars, { strategy: new Reader(), run: orders(0) })).toMatchObject({ clean: true });
    expect(audit(bars, { strategy: managed, run: orders(0) })).toMatchObject({ clean: true });
  });

  it('is found where an order knew the future', () => {
    const { findings, verdict } = audit(bars, { strategy: new Reader(), run: orders(1) });
    expect(findings).toMatchObject([{ kind: 'order', prefix: undefined, full: { type: 'market', quantity: 1 } }]);
    expect(verdict).toMatch(/order \d+ at bar \d+ changed when the bars after it were cut off/);
  });

  it('is found where an order had another quantity', () => {
    const sized = (part: BarSeries): AuditRecord[] => [{ bar: 5, quantity: meanOf(part.close) }];
    expect(audit(bars, { strategy: new Reader(), run: sized }).findings).toMatchObject([{ kind: 'order', bar: 5 }]);
  });
});

describe('warm-up sensitivity', () => {
  it('is none where a window forgets', () => {
    expect(audit(bars, { strategy: cases.causal }).warmupSensitivity).toEqual([
      { start: 150, compared: 421, different: 0, settledAfter: 0, largest: 0 },
      { start: 300, compared: 271, different: 0, settledAfter: 0, largest: 0 },
    ]);
  });

  it('says for how long a recursion remembers where it started', () => {
    const recursive = strategy('recursive', {
      columns: ({ close }) => {
        const smooth = new Float64Array(close.length);
        for (let i = 0; i < close.length; i++) smooth[i] = i === 0 ? 90 : smooth[i - 1] * 0.9 + close[i] * 0.1;
        return { smooth, close };
      },
      decide: ({ smooth, close }, i) => (close[i] > smooth[i] ? LONG : SHORT),
    });
    const [late] = audit(bars, { strategy: recursive }).warmupSensitivity ?? [];
    expect(late).toMatchObject({ start: 150, compared: 450, largest: 2 });
    expect(late.different).toBeGreaterThan(0);
    expect(late.settledAfter).toBeLessThan(100);
  });
});

it('refuses bars that the warm-up uses up, and cuts outside the bars', () => {
  const short = sampleBars({ bars: 30 });
  expect(() => audit(short, { strategy: cases.causal })).toThrow(expect.objectContaining({ code: 'AUDIT_TOO_SHORT' }));
  for (const cuts of [0, 2.5, [], [600], [0]]) {
    expect(() => audit(bars, { strategy: cases.causal, cuts })).toThrow(
      expect.objectContaining({ code: 'INVALID_CUTS' }),
    );
  }
});

it('leaves the bars as they are, also where the strategy writes into them', () => {
  const before = bars.close.slice();
  const writing = strategy('writing', {
    columns: ({ close }) => ({ close: close.fill(1) }),
    decide: () => LONG,
  });
  expect(audit(bars, { strategy: writing }).clean).toBe(true);
  expect(bars.close).toEqual(before);
});
