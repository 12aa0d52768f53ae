import type { SlippageCap } from './market/fill.ts';
import type { LimitTouch, StopLimitRule } from './orders/touch.ts';
import type { Costing } from './position.ts';

/** The switches of what one bar does. Rule numbers are those of docs/BAR-SEMANTICS.md. */
export interface Semantics {
  /** Rule 0: decides on the first bar whose columns are all defined, or on the one after. */
  readonly firstCall: 'ready' | 'ready+1';
  /**
   * Rule 2, who comes first: by time, first at the open and then inside the bar; or in one queue, with protective stops
   * at its front (`stopFirst`) or as submitted (`fifo`).
   */
  readonly queue: 'phases' | 'stopFirst' | 'fifo';
  /** Rule 3: market orders fill at the close of the deciding bar, which nobody can have. */
  readonly onClose: boolean;
  /** Rule 4: a limit fills where a bar touches it, or only where one goes through it. */
  readonly limitTouch: LimitTouch;
  /** Rule 6: a stop-limit whose limit lies behind its stop waits for the next bar; or what other programs do. */
  readonly stopLimit: StopLimitRule;
  /** Rule 7: which leg fills where a bar touches both: the stop, the extreme nearer the open, or the target. */
  readonly sameBar: 'stop' | 'nearest' | 'optimistic';
  /** Rule 7: an open beyond a leg decides before the bar's extremes do. */
  readonly openDecides: boolean;
  /** Rule 8, legs in the bar of their entry: what the path must have done; backtesting.py's habit; not before the next bar. */
  readonly legs: 'certain' | 'entryBar' | 'nextBar';
  /** Legs protect what their parent opened, and shrink with it; or they are orders of its quantity, whatever is held. */
  readonly legsFollow: 'position' | 'order';
  /** Rule 8: what is possible and not certain: nothing fills, or what is worse (`stop`) or better (`target`) for the trader. */
  readonly uncertain: 'none' | 'stop' | 'target';
  /** Rule 9: trailing stops follow the extreme of the bar, or its close. */
  readonly trailFrom: 'high' | 'close';
  /** Rule 10: slippage may leave the bar, or stays inside it. */
  readonly cap: SlippageCap;
  /** Rule 10: slippage on market and stop fills, or on every fill that opens. */
  readonly slippageOn: 'taker' | 'opening';
  /** Rule 11: a fraction of the equity becomes units at the deciding close, or at the fill. */
  readonly resolve: 'close' | 'fill';
  /** Rule 12, short of cash: sized orders shrink and explicit ones are rejected, or all do the one or the other. */
  readonly insufficient: 'default' | 'shrink' | 'reject';
  /** Rule 12, what pays: the equity that no position binds; cash alone; backtesting.py's margin; or nobody asks. */
  readonly buyingPower: 'equity' | 'cash' | 'backtesting.py' | 'unchecked';
  /** Rule 12: cash is checked when an order is accepted too, at the deciding close, one order after the other. */
  readonly checkAtSubmission: boolean;
  /** Rule 13: one lot at average cost; a lot for each order, closed oldest or newest first; or lots that never net. */
  readonly costing: Costing;
  /** Rule 13: a reversal pays for its two fills, or once for the order. */
  readonly commissionPer: 'fill' | 'order';
  /** Rule 14: the share of a bar's volume is for all orders of a side, or for each order. */
  readonly volumePer: 'side' | 'order';
  /** Rule 15: instruments that want more than there is are scaled alike, or served one after the other. */
  readonly contention: 'proRata' | 'sequence';
  /** Rule 11: a weight is a fraction of the equity that is held, or that is spent, commission included. */
  readonly weightsPay: 'equity' | 'outlay';
  /** Rule 17: the open position at the end. */
  readonly finalize: 'mark' | 'close' | 'lastOpen';
  /** S5: after an exit that the signal did not ask for. */
  readonly reenter: 'change' | 'nextBar' | { readonly afterBars: number };
}

/** The names of the profiles. */
export type ProfileName = 'tidemark-1' | 'backtesting.py' | 'backtrader' | 'vectorbt' | 'bt';

const TIDEMARK: Semantics = {
  firstCall: 'ready',
  queue: 'phases',
  onClose: false,
  limitTouch: 'touch',
  stopLimit: 'tidemark',
  sameBar: 'stop',
  openDecides: true,
  legs: 'certain',
  legsFollow: 'position',
  uncertain: 'none',
  trailFrom: 'high',
  cap: 'none',
  slippageOn: 'taker',
  resolve: 'close',
  insufficient: 'default',
  buyingPower: 'equity',
  checkAtSubmission: false,
  costing: 'average',
  commissionPer: 'fill',
  volumePer: 'side',
  contention: 'proRata',
  weightsPay: 'equity',
  finalize: 'mark',
  reenter: 'change',
};

/**
 * What other programs do, as switches: their results can be reproduced, and the difference seen. `tidemark-1` is the
 * default.
 */
export const PROFILES: Readonly<Record<ProfileName, Semantics>> = {
  'tidemark-1': TIDEMARK,
  'backtesting.py': {
    ...TIDEMARK,
    firstCall: 'ready+1',
    queue: 'stopFirst',
    stopLimit: 'backtesting.py',
    openDecides: false,
    legs: 'entryBar',
    slippageOn: 'opening',
    resolve: 'fill',
    insufficient: 'reject',
    buyingPower: 'backtesting.py',
    costing: 'fifo',
  },
  backtrader: {
    ...TIDEMARK,
    queue: 'fifo',
    stopLimit: 'backtrader',
    openDecides: false,
    legs: 'nextBar',
    legsFollow: 'order',
    trailFrom: 'close',
    cap: 'bar',
    insufficient: 'reject',
    buyingPower: 'cash',
    checkAtSubmission: true,
    volumePer: 'order',
    contention: 'sequence',
  },
  vectorbt: {
    ...TIDEMARK,
    legs: 'nextBar',
    openDecides: false,
    insufficient: 'shrink',
    buyingPower: 'cash',
    commissionPer: 'order',
    resolve: 'fill',
    contention: 'sequence',
  },
  bt: { ...TIDEMARK, onClose: true, buyingPower: 'unchecked', contention: 'sequence', weightsPay: 'outlay' },
};
