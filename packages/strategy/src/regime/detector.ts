import type { BarSeries, Columns } from '@tidemark/core-market';
import { checkWarmup } from '../base/column-run.ts';
import { StrategyError } from '../error.ts';

/** Says in which regime a market is, bar by bar, from the bars up to that one. */
export interface RegimeDetector<Label extends string = string> {
  /** Kebab case: `volatility-regime`. */
  readonly name: string;
  /** Resolved and plain, for the manifest. */
  readonly params?: unknown;
  /** 128-bit hash of what decides, for the manifest. */
  readonly codeHash?: string | undefined;
  /** The regimes by name; `Regimes.index` points into it. */
  readonly labels: readonly Label[];
  /** The regimes of a series: bar `i` is decided on bars 0..i alone. */
  over(bars: BarSeries): Regimes;
}

/** The regime of every bar of a series. */
export interface Regimes {
  /** Index into the labels, shape [n]; -1 where there is no label: in the warm-up, and where the detector cannot tell. */
  readonly index: Int8Array;
  /** First bar with a label; the length of the series where there is none. */
  readonly warmup: number;
  /** What the labels were read from, for charts; shape [n] each. */
  readonly columns: Columns;
}

/**
 * Regimes from an index column: finds the warm-up.
 *
 * @param index into the labels, -1 where there is no label
 * @example regimesOf(Int8Array.of(-1, -1, 0, 1)).warmup // => 2
 */
export function regimesOf(index: Int8Array, columns: Columns = {}): Regimes {
  let warmup = 0;
  while (warmup < index.length && index[warmup] < 0) warmup++;
  return { index, warmup, columns };
}

/**
 * Refuses what is no column of regimes.
 *
 * @throws StrategyError COLUMN_TYPE, COLUMN_LENGTH, REGIME_OUT_OF_RANGE, INVALID_WARMUP
 */
export function checkRegimes({ name, labels }: RegimeDetector, { index, warmup }: Regimes, length: number): void {
  const where = `detector ${name}`;
  if (!(index instanceof Int8Array)) {
    throw new StrategyError('COLUMN_TYPE', {
      what: 'index is no Int8Array',
      where,
      fix: 'answer one small integer per bar',
    });
  }
  if (index.length !== length) {
    const what = `index has ${index.length} entries for ${length} bars`;
    throw new StrategyError('COLUMN_LENGTH', { what, where, fix: 'answer one label per bar, -1 where there is none' });
  }
  checkWarmup(warmup, where);
  const bad = index.findIndex((label) => label < -1 || label >= labels.length);
  if (bad < 0) return;
  throw new StrategyError('REGIME_OUT_OF_RANGE', {
    what: `the label of bar ${bad} is ${index[bad]}, and there are ${labels.length}`,
    where,
    fix: `answer -1 or an index up to ${labels.length - 1}`,
  });
}
