import type { Columns } from '@tidemark/core-market';
import { candlestickColumn } from '../candlestick-column.ts';
import type { ChartPattern } from '../chart-patterns/chart-pattern.ts';
import type { PivotBars, SwingSize } from '../pivots.ts';
import type { CandlestickRule, ChartPatternRule, DivergenceRule, Rule } from '../rule.ts';
import { lower } from './lower.ts';
import { allPatterns, divergenceEvents, patternEvents, readyRows, type Divergence, type Events } from './patterns.ts';
import { maskOf } from './mask-of.ts';
import type { Mask } from './term.ts';

/** Columns that rules are held against, and what was computed on them: each thing once, when it is first asked for. */
export class RuleContext {
  readonly columns: Columns;
  /** Rows. */
  readonly length: number;
  readonly #made = new Map<unknown, unknown>();

  constructor(columns: Columns, length: number) {
    this.columns = columns;
    this.length = length;
  }

  /** 1 where a rule is known to hold. */
  yes(rule: Rule): Mask {
    return this.#once(rule, 'yes', () => maskOf(lower(rule, true, this), this.length));
  }

  /** 1 where a rule is known not to hold. On a row with neither `yes` nor `no` it is not known. */
  no(rule: Rule): Mask {
    return this.#once(rule, 'no', () => maskOf(lower(rule, false, this), this.length));
  }

  /** What a candlestick indicator reads. */
  candlestick(rule: CandlestickRule): Float64Array {
    const { pattern, open, high, low, close } = rule;
    const of = [open, high, low, close].map((name) => this.columns[name]);
    return this.#once('candlestick', JSON.stringify([pattern, open, high, low, close]), () =>
      candlestickColumn(pattern, of[0], of[1], of[2], of[3]),
    );
  }

  /** Where a chart pattern became known. */
  chartPattern(rule: ChartPatternRule): Events<ChartPattern> {
    return this.#once(rule, 'events', () => {
      const { high, low, close, swing } = rule;
      const bars = { high: this.columns[high], low: this.columns[low], close: this.columns[close] };
      const { found, ready } = this.#patternsOf(JSON.stringify([high, low, close, swing]), bars, swing);
      return patternEvents(rule, bars, found, ready);
    });
  }

  /** Where a divergence became known. */
  divergence(rule: DivergenceRule): Events<Divergence> {
    return this.#once(rule, 'events', () =>
      divergenceEvents(rule, this.columns[rule.price], this.columns[rule.indicator]),
    );
  }

  #patternsOf(
    key: string,
    bars: PivotBars,
    swing: SwingSize,
  ): { readonly found: readonly ChartPattern[]; readonly ready: Uint8Array } {
    return this.#once('patterns', key, () => ({ found: allPatterns(bars, swing), ready: readyRows(bars, swing) }));
  }

  #once<T>(owner: unknown, name: string, make: () => T): T {
    let things = this.#made.get(owner) as Map<string, T> | undefined;
    if (things === undefined) this.#made.set(owner, (things = new Map()));
    let thing = things.get(name);
    if (thing === undefined) things.set(name, (thing = make()));
    return thing;
  }
}
