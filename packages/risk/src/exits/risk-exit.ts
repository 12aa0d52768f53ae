import type { BarSeries, PositionView } from '@tidemark/core-market';

/**
 * A reason to close a position that the strategy did not give. It is asked on the mark of every bar on which there is a
 * position, before the strategy is; its closing order beats that bar's signal and is never refused.
 */
export interface RiskExit {
  /** The call that makes it: `timeStop(20)`. */
  readonly name: string;
  /** True where the position is to be closed at the next open. @param i the bar that has just closed */
  exits(position: PositionView, bars: BarSeries, i: number): boolean;
}
