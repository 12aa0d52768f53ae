import type { AccountView, BarSeries, Order, OrderBook, OrderRequest, Strategy } from '@tidemark/core-market';
import { FLAT_ACCOUNT } from './flat-account.ts';

/** What a strategy said and asked for on an account that stays flat. */
export interface Rehearsal {
  /** Shape [n], NaN before the warm-up. */
  readonly signals: Float64Array;
  readonly requests: readonly { readonly bar: number; readonly request: OrderRequest }[];
}

const FLAT_POSITION = { quantity: 0, averagePrice: NaN, barsHeld: 0, lots: [] };
const ACCOUNT: AccountView = { ...FLAT_ACCOUNT, cash: 10_000, equity: 10_000, position: FLAT_POSITION };

/** Runs a strategy on an account that never changes: its orders are taken, kept in a list and never filled. */
export function rehearse(strategy: Strategy, bars: BarSeries): Rehearsal {
  const player = rehearsal(strategy, bars);
  for (let i = 0; i < bars.length; i++) player.step(i);
  return player.finish();
}

/** The same, a bar at a time. */
export function rehearsal(strategy: Strategy, bars: BarSeries): { step(i: number): void; finish(): Rehearsal } {
  const requests: { bar: number; request: OrderRequest }[] = [];
  let at = 0;
  const book: OrderBook = {
    submit(request) {
      requests.push({ bar: at, request });
      return requests.length;
    },
    cancel: () => false,
    replace: (_id, request) => book.submit(request),
    working: (): readonly Order[] => [],
  };
  const run = strategy.over(bars);
  const signals = new Float64Array(bars.length).fill(NaN);
  run.start?.({ position: FLAT_POSITION, account: ACCOUNT, book });
  return {
    step(i) {
      if (i < run.warmup) return;
      at = i;
      const signal = run.signal(i);
      signals[i] = run.manage === undefined ? signal : run.manage(signal, FLAT_POSITION, i);
      run.orders?.(i, ACCOUNT, book);
    },
    finish() {
      run.stop?.();
      return { signals, requests };
    },
  };
}
