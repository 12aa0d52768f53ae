import { barSeries, type BarSeries, type Instrument } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { findRolls, type ContractBars, type Roll, type RollRule } from './rolls.ts';

/** How contracts become one series. */
export interface ContinuousOptions {
  /** What the series is called. */
  readonly instrument: Instrument | string;
  readonly roll: RollRule;
  /**
   * What happens to prices at a roll: `none` leaves the jump, `difference` adds a constant and keeps gains in currency,
   * `ratio` multiplies and keeps returns.
   */
  readonly adjust: 'none' | 'difference' | 'ratio';
  /**
   * `backward`, the default, keeps the last contract and changes the past with every roll, so it looks ahead where
   * prices are adjusted; `forward` keeps the first contract.
   */
  readonly direction?: 'backward' | 'forward' | undefined;
}

/** One series of several contracts. */
export interface ContinuousBars {
  /** `extra.contract` says which contract each bar is of, by its place in the list, from 0. */
  readonly bars: BarSeries;
  readonly rolls: readonly Roll[];
  /** False where a later roll changes earlier prices. */
  readonly causal: boolean;
}

/**
 * A continuous future: the bars of one contract after another. A roll is decided on bars that have closed and holds
 * from the next one on; the gap is that between the closes of both contracts on their last common bar before it.
 *
 * @param contracts in the order in which they expire, with the same timeframe
 * @throws DataError NO_CONTRACTS, CONTRACTS_UNORDERED, TIMEFRAMES_DIFFER, NO_OVERLAP where two contracts have no common
 *   bar to roll on, OPEN_INTEREST_MISSING, ROLL_NOT_SAID, NOT_POSITIVE for a ratio of prices that are not
 * @example continuousBars([{ bars: march }, { bars: june }], { instrument: 'ES', roll: { by: 'volume' }, adjust: 'ratio' })
 */
export function continuousBars(contracts: readonly ContractBars[], options: ContinuousOptions): ContinuousBars {
  const { instrument, roll, adjust, direction = 'backward' } = options;
  const rolls = findRolls(contracts, roll);
  const used = [{ contract: 0, from: -Infinity }, ...rolls.map(({ time, to }) => ({ contract: to, from: time }))];
  const parts = used.map(({ contract, from }, k) => {
    const { bars } = contracts[contract];
    const to = used[k + 1]?.from ?? Infinity;
    const [start, end] = [rowAt(bars, from), rowAt(bars, to)];
    return { contract, bars, start, end };
  });
  const shifts = adjustments(rolls, adjust, direction);
  const length = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  const column = (): Float64Array => new Float64Array(length);
  const columns = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  const contract = column();
  const closes = parts.some(({ bars }) => bars.closeTime !== undefined) ? column() : undefined;
  let at = 0;
  parts.forEach(({ contract: index, bars, start, end }, k) => {
    const { add, times } = shifts[k];
    for (let i = start; i < end; i++, at++) {
      columns.time[at] = bars.time[i];
      columns.open[at] = bars.open[i] * times + add;
      columns.high[at] = bars.high[i] * times + add;
      columns.low[at] = bars.low[i] * times + add;
      columns.close[at] = bars.close[i] * times + add;
      columns.volume[at] = bars.volume[i];
      contract[at] = index;
    }
    closes?.set(bars.closeTime!.subarray(start, end), at - (end - start));
  });
  const { timeframe } = contracts[0].bars;
  const bars = barSeries({ ...columns, closeTime: closes, extra: { contract } }, { instrument, timeframe });
  return { bars, rolls, causal: adjust === 'none' || direction === 'forward' };
}

/** Index of the first bar that opens at or after a moment. */
function rowAt({ time, length }: BarSeries, from: number): number {
  let row = 0;
  while (row < length && time[row] < from) row++;
  return row;
}

interface Shift {
  readonly add: number;
  readonly times: number;
}

/** What each stretch between rolls is adjusted by: one more than there are rolls. */
function adjustments(
  rolls: readonly Roll[],
  adjust: ContinuousOptions['adjust'],
  direction: 'backward' | 'forward',
): Shift[] {
  const shifts: Shift[] = [{ add: 0, times: 1 }];
  const backward = direction === 'backward';
  for (const { time, fromClose, toClose } of backward ? rolls.toReversed() : rolls) {
    const { add, times } = shifts.at(-1)!;
    if (adjust === 'ratio' && !(fromClose > 0 && toClose > 0)) {
      const what = `the closes at the roll of ${new Date(time).toISOString()} are ${fromClose} and ${toClose}`;
      throw new DataError('NOT_POSITIVE', { what, fix: "a ratio needs prices above 0: pass { adjust: 'difference' }" });
    }
    const gap = backward ? toClose - fromClose : fromClose - toClose;
    const ratio = backward ? toClose / fromClose : fromClose / toClose;
    shifts.push({ add: adjust === 'difference' ? add + gap : 0, times: adjust === 'ratio' ? times * ratio : 1 });
  }
  return backward ? shifts.toReversed() : shifts;
}
