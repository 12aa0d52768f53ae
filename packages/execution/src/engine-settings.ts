import type { Sizer } from '@tidemark/risk';
import type { Act } from './stance.ts';

/** What a run of the engine is told besides its bars: the defaults are `backtest`'s. */
export interface EngineSettings {
  readonly sizer: Sizer;
  readonly act: Act;
  /** Signals that differ by no more are repeats. */
  readonly minChange: number;
  /** `ready`: decides on the first bar whose columns are all defined; `ready+1`: on the one after. */
  readonly firstCall: 'ready' | 'ready+1';
  /** Orders are matched right after the decision, as the broker fills at the close: both must be told the same. */
  readonly onClose: boolean;
}
