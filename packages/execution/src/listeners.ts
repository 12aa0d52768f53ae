import type { Fill, Order, PositionView } from '@tidemark/core-market';

/** What a run tells whoever listens. Nothing is made for listeners that are not there. Called in the order of events. */
export interface RunListeners {
  /** Bar `i` has closed and is marked. */
  bar?(i: number): void;
  /** The strategy answered a number on bar `i`. */
  signal?(value: number, i: number): void;
  /** An order was submitted or its status changed. */
  order?(order: Order): void;
  fill?(fill: Fill): void;
  /** The position after a fill: a live view. */
  position?(position: PositionView, bar: number): void;
  /** Equity after bar `i`, money; once more where something filled at its close afterwards. */
  equity?(equity: number, i: number): void;
}
