import type { Fill, Order, PositionView, Trade } from '@tidemark/core-market';

/**
 * What a run tells whoever listens. Nothing is made for listeners that are not there. Called in the order of events: of
 * a fill its position and the trade that it ended come next, then what became of its order and of those that hang on it.
 */
export interface RunListeners {
  /** Bar `i` has closed and is marked; of many instruments the moment of their common clock. */
  bar?(i: number): void;
  /** The strategy answered a number on bar `i` of an instrument. Weights are no signals. */
  signal?(value: number, i: number, symbol: string): void;
  /**
   * An order was submitted or its status changed.
   *
   * @param time epoch ms: of the deciding close; where it meets a bar, of that bar's open or of the last fill in it
   */
  order?(order: Order, time: number): void;
  fill?(fill: Fill): void;
  /** The position after a fill: a live view. */
  position?(position: PositionView, bar: number, fill: Fill): void;
  /** A round trip, or the part of one, has ended; numbered in the order of closing. */
  trade?(trade: Trade): void;
  /** Equity after bar `i`, money; once more where something filled at its close afterwards. */
  equity?(equity: number, i: number): void;
}

/** Tells several of the same run, in the order in which they are given. Nobody hears what none of them listens to. */
export function together(...all: readonly RunListeners[]): RunListeners {
  const listeners = all.filter((each) => EVENTS.some((event) => each[event] !== undefined));
  if (listeners.length < 2) return listeners[0] ?? {};
  const told: Record<string, unknown> = {};
  for (const event of EVENTS) {
    const hearing = listeners.filter((each) => each[event] !== undefined);
    if (hearing.length === 0) continue;
    told[event] = (...news: readonly never[]): void => {
      for (const each of hearing) (each as Record<string, (...of: readonly never[]) => void>)[event](...news);
    };
  }
  return told;
}

const EVENTS = ['bar', 'signal', 'order', 'fill', 'position', 'trade', 'equity'] as const;
