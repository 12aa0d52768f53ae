/** An event on its way between processes. */
export interface WireEvent {
  /** Who sent it: unique to one bridge of one process. */
  readonly origin: string;
  /** 1, 2, 3 … of this origin: what tells an event sent twice from two events. */
  readonly n: number;
  readonly topic: string;
  /** Epoch ms; NaN where nobody said. */
  readonly time: number;
  /** As `encodePayload` wrote it. */
  readonly payload: string;
}
