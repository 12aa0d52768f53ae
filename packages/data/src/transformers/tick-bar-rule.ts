import { isTimeframe, type Timeframe } from '@tidemark/core-market';
import { DataError } from '../error.ts';

/** What is counted: trades, units, or money. */
export type Activity = 'ticks' | 'volume' | 'dollars';

/** When a bar of trades is full. */
export type TickBarRule =
  /** Bars of time, anchored in UTC; minutes without trades give none. */
  | { readonly by: 'time'; readonly timeframe: Timeframe }
  | { readonly by: 'ticks'; readonly threshold: number }
  /** `split` divides the trade that reaches the threshold; else it belongs wholly to the bar that it closes. */
  | { readonly by: 'volume' | 'dollars'; readonly threshold: number; readonly split?: boolean | undefined }
  | ImbalanceRule;

/** A bar closes when buying and selling differ by more than is usual. */
export interface ImbalanceRule {
  readonly by: 'imbalance';
  /** What is signed and summed. Default `ticks`. */
  readonly of?: Activity | undefined;
  /** A fixed size, or one that follows the market. */
  readonly threshold: number | EwmaThreshold;
  /** `tick` (default): the sign of the last change of price; `aggressor` where it is known, else by tick. */
  readonly sign?: 'tick' | 'aggressor' | undefined;
}

/**
 * |Σ signed activity| >= max(ticks · |activity|, floor), with exponentially weighted means of the ticks of a bar and of
 * the signed activity of a tick.
 *
 * @see López de Prado, Advances in Financial Machine Learning (2018), 2.3.2
 */
export interface EwmaThreshold {
  /** Ticks that the first bar is expected to have, and the span of their mean in bars. */
  readonly ticks: number;
  readonly ticksSpan: number;
  /** Signed activity that the first tick is expected to have, and the span of its mean in ticks. */
  readonly activity: number;
  readonly activitySpan: number;
  /** The least imbalance that closes a bar. */
  readonly floor: number;
}

/**
 * Refuses a rule that never closes a bar.
 *
 * @throws DataError INVALID_THRESHOLD, INVALID_TIMEFRAME, UNKNOWN_RULE
 */
export function checkTickBarRule(rule: TickBarRule): void {
  const positive = (name: string, value: number): void => {
    if (value > 0 && value < Infinity) return;
    const what = `${name} is ${value}`;
    throw new DataError('INVALID_THRESHOLD', { what, where: `bars by ${rule.by}`, fix: 'give a positive number' });
  };
  switch (rule.by) {
    case 'time':
      if (isTimeframe(rule.timeframe)) return;
      throw new DataError('INVALID_TIMEFRAME', {
        what: `"${String(rule.timeframe)}" is no timeframe`,
        fix: 'write a count and a unit: 1m, 15m, 4h',
      });
    case 'ticks':
    case 'volume':
    case 'dollars':
      return positive('the threshold', rule.threshold);
    case 'imbalance': {
      const { threshold } = rule;
      if (typeof threshold === 'number') return positive('the threshold', threshold);
      for (const name of ['ticks', 'ticksSpan', 'activitySpan', 'floor'] as const) positive(name, threshold[name]);
      if (Number.isFinite(threshold.activity)) return;
      throw new DataError('INVALID_THRESHOLD', { what: `activity is ${threshold.activity}`, fix: 'give a number' });
    }
    default: {
      const { by } = rule as { by: unknown };
      const fix = 'give time, ticks, volume, dollars or imbalance';
      throw new DataError('UNKNOWN_RULE', { what: `there are no bars by ${JSON.stringify(by)}`, fix });
    }
  }
}
