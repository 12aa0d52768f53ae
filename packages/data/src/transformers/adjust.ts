import { lowerBound, type Adjustment, type BarSeries } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import type { Transformer } from './transformer.ts';

/** A split or a dividend of one instrument. */
export interface CorporateAction {
  /** The ex moment, epoch ms: it concerns the bars before the first one that opens then or later. */
  readonly time: number;
  /** New shares for one old: 4 for a 4-for-1 split, 0.1 for a 1-for-10 reverse split. */
  readonly split?: number | undefined;
  /** Cash per share, after the split of the same moment, in currency. */
  readonly dividend?: number | undefined;
}

/** What is adjusted for, and which end of the series keeps its prices. */
export interface AdjustOptions {
  /** `splits`, or `total` for dividends too. */
  readonly for: 'splits' | 'total';
  /**
   * `backward` keeps the last bar and changes the past with every action, so it looks ahead; `forward` keeps the first
   * bar, and what was known stays.
   */
  readonly direction: 'backward' | 'forward';
}

/** Adjusts prices and tells by how much. */
export interface Adjuster extends Transformer<BarSeries> {
  /** What each bar's prices are multiplied by, and its volume, shape [n]. */
  factors(bars: BarSeries): { readonly price: Float64Array; readonly volume: Float64Array };
}

/**
 * Takes splits, or splits and dividends, out of prices, so that a change of price is a gain. A split of r divides the
 * prices before it by r and multiplies their volume; a dividend d multiplies them by 1 - d / close before (in new
 * shares). Volume is adjusted for splits only; extra columns stay as they are.
 *
 * Bars that are adjusted for splits already take dividends, which are then counted in the shares of that adjustment.
 *
 * @param actions in any order; those after the last bar are not known yet, those before the first one concern nothing
 * @throws DataError INVALID_ACTION; where it is applied DIVIDENDS_TWICE, SPLITS_TWICE, DIVIDEND_ABOVE_PRICE
 * @example
 * const bars = syntheticBars({ bars: 10, timeframe: '1d' });
 * const split = [{ time: bars.time[5], split: 2 }];
 * adjuster(split, { for: 'splits', direction: 'backward' }).factors(bars).price // => [0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1, 1]
 */
export function adjuster(actions: readonly CorporateAction[], { for: kind, direction }: AdjustOptions): Adjuster {
  const name = `adjust(${kind}, ${direction})`;
  for (const action of actions) checkAction(action, name);
  // At one moment the split comes first: dividends are per new share.
  const ordered = actions.toSorted(
    (a, b) => a.time - b.time || Number(b.split !== undefined) - Number(a.split !== undefined),
  );
  const factors = (bars: BarSeries): { price: Float64Array; volume: Float64Array } => {
    assertOnce(bars, ordered, kind);
    return factorsOf(stepsOf(bars, ordered, kind), bars.length, direction);
  };
  return {
    name,
    causal: direction === 'forward',
    factors,
    apply(bars) {
      const { price, volume } = factors(bars);
      const times = (column: Float64Array, by: Float64Array): Float64Array => column.map((value, i) => value * by[i]);
      return {
        ...bars,
        open: times(bars.open, price),
        high: times(bars.high, price),
        low: times(bars.low, price),
        close: times(bars.close, price),
        volume: times(bars.volume, volume),
        adjustment: kind === 'total' || bars.adjustment === 'total' ? 'total' : 'splits',
      };
    },
  };
}

/** What happens between two bars: the bars before `row` are multiplied by it. */
interface Step {
  readonly row: number;
  readonly price: number;
  readonly volume: number;
}

/** The actions between bars, oldest first, those of one place as one. */
function stepsOf(bars: BarSeries, actions: readonly CorporateAction[], kind: AdjustOptions['for']): Step[] {
  const { time, close, length, adjustment, symbol } = bars;
  const splitsDone = adjustment !== 'none';
  // In which shares the closes are counted: those of the day, or the newest, where splits are done.
  let later = 1;
  for (const { split = 1 } of actions) later *= split;
  const steps: Step[] = [];
  let from = 0;
  while (from < actions.length) {
    const row = lowerBound(time, actions[from].time);
    let split = 1;
    let paid = 0;
    let next = from;
    for (; next < actions.length && lowerBound(time, actions[next].time) === row; next++) {
      split *= actions[next].split ?? 1;
      later /= actions[next].split ?? 1;
      paid += (actions[next].dividend ?? 0) * (splitsDone ? 1 / later : split);
    }
    if (row > 0 && row < length) {
      const kept = kind === 'total' ? 1 - paid / close[row - 1] : 1;
      if (!(kept > 0 && kept < Infinity)) throw aboveTheClose(symbol, actions[from].time, paid, close[row - 1]);
      steps.push({ row, price: splitsDone ? kept : kept / split, volume: splitsDone ? 1 : split });
    }
    from = next;
  }
  return steps;
}

/** Forward, a bar's factor is made of the steps before it alone; backward of those after it. */
function factorsOf(
  steps: readonly Step[],
  length: number,
  direction: AdjustOptions['direction'],
): { price: Float64Array; volume: Float64Array } {
  const price = new Float64Array(length).fill(1);
  const volume = new Float64Array(length).fill(1);
  const ordered = direction === 'forward' ? steps : steps.toReversed();
  let [priceFactor, volumeFactor] = [1, 1];
  for (const step of ordered) {
    if (direction === 'forward') {
      price.fill((priceFactor /= step.price), step.row);
      volume.fill((volumeFactor /= step.volume), step.row);
    } else {
      price.fill((priceFactor *= step.price), 0, step.row);
      volume.fill((volumeFactor *= step.volume), 0, step.row);
    }
  }
  return { price, volume };
}

function assertOnce(bars: BarSeries, actions: readonly CorporateAction[], kind: AdjustOptions['for']): void {
  const adjusted: Adjustment = bars.adjustment;
  if (adjusted === 'none' || actions.length === 0) return;
  const where = bars.symbol;
  if (adjusted === 'total' && kind === 'total' && actions.some(({ dividend = 0 }) => dividend > 0)) {
    const what = 'the prices have their dividends in them already: adjusted again, each would count twice';
    throw new DataError('DIVIDENDS_TWICE', { what, where, fix: 'give unadjusted bars, or leave the dividends out' });
  }
  if (kind === 'splits' || adjusted === 'total') {
    if (!actions.some(({ split = 1 }) => split !== 1)) return;
    const what = 'the prices are adjusted for splits already: adjusted again, each would count twice';
    throw new DataError('SPLITS_TWICE', { what, where, fix: 'give unadjusted bars, or leave the splits out' });
  }
}

function checkAction({ time, split, dividend }: CorporateAction, where: string): void {
  const possible =
    Number.isFinite(time) &&
    (split === undefined || (split > 0 && split < Infinity)) &&
    (dividend === undefined || (dividend >= 0 && dividend < Infinity)) &&
    (split !== undefined || dividend !== undefined);
  if (possible) return;
  const what = `an action at ${time} has split ${split} and dividend ${dividend}`;
  const fix = 'give a time in epoch ms and a split above 0, a dividend from 0, or both';
  throw new DataError('INVALID_ACTION', { what, where, fix });
}

function aboveTheClose(where: string, time: number, paid: number, before: number): DataError {
  const what = `the dividend ${paid} of ${new Date(time).toISOString()} is not below the close before it, ${before}`;
  const fix = 'dividends are cash per share in the currency of the prices';
  return new DataError('DIVIDEND_ABOVE_PRICE', { what, where, fix });
}
