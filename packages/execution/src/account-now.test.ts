import { instrument, type AccountView, type BarSeries, type OrderBook, type SignalRun } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { ohlc, runOrders } from '../fixtures/run-orders.ts';
import { runScript } from '../fixtures/run-script.ts';
import { commission } from './market/commission.ts';
import { fixedLeverage } from './market/margin.ts';
import { priceBars } from './testing/index.ts';
import type { BacktestOptions } from './backtesting/options.ts';

const DAY = 86_400_000;
const daily = (...prices: readonly number[]): BarSeries =>
  ohlc(
    prices.map((price) => [price, price, price, price] as const),
    {},
    prices.map((_, i) => i * DAY),
  );

/** What an account shows each time that an order or a fill is told. */
function told(
  bars: BarSeries,
  signals: readonly number[],
  options: Partial<BacktestOptions>,
): Record<string, number>[] {
  const seen: Record<string, number>[] = [];
  let account: AccountView;
  const start: SignalRun['start'] = (context) => void (account = context.account);
  const onFill = (): void => {
    const { cash, equity, exposure, unrealizedProfit, marginUsed } = account;
    seen.push({ cash, equity, exposure, unrealizedProfit, marginUsed });
  };
  runScript(bars, signals, options, { start, onFill });
  return seen;
}

describe('what an account shows while a fill is told', () => {
  it('is valued at the open that is met, never at a close that is still to come', () => {
    const [first] = told(priceBars([10, 11], [12, 13], [14, 15]), [1], {});
    expect(first).toMatchObject({ equity: 10_000, exposure: 120, marginUsed: 120, unrealizedProfit: 0 });
  });

  it('is flat when the end of the run has closed what was held', () => {
    const options = { finalize: 'close', commission: commission({ rate: 0.01 }) } as const;
    const last = told(priceBars([10, 11], [12, 13], [14, 15]), [1], options).at(-1);
    expect(last).toMatchObject({ exposure: 0, unrealizedProfit: 0, marginUsed: 0 });
  });

  it('is nothing, and flat, where a run is ruined', () => {
    const crash = priceBars([100, 100], [100, 100], [100, 40], [40, 40]);
    const last = told(crash, [1], { capital: 500, margin: fixedLeverage(4) }).at(-1);
    expect(last).toMatchObject({ equity: 0, exposure: 0, unrealizedProfit: 0 });
  });
});

it('between two bars an account shows the mark before, in every run the same', () => {
  const split = { kind: 'split', symbol: 'X', time: 2 * DAY, ratio: 0.01 } as const;
  const bars = { ...daily(10, 10, 1_000, 1_000), instrument: instrument('X', { lotSize: 1 }) };
  const run = (): number[] => {
    const seen: number[] = [];
    let account: AccountView;
    let book: OrderBook;
    const start: SignalRun['start'] = (context) => void ({ account, book } = context);
    const onOrder: SignalRun['onOrder'] = ({ reason }) => {
      if (reason !== 'CORPORATE_ACTION') return;
      seen.push(account.equity, account.exposure);
      book.submit({ type: 'market', quantity: { ofEquity: 0.5 } });
    };
    const script = { 0: (book: OrderBook) => book.submit({ type: 'limit', quantity: 5, limitPrice: 1 }) };
    const { fills } = runOrders(bars, script, { corporateActions: [split] }, { start, onOrder });
    return [...seen, ...fills.map(({ quantity }) => quantity)];
  };
  for (let k = 0; k < 20; k++) expect(run()).toEqual(run());
  expect(run().slice(0, 2)).toEqual([10_000, 0]);
});

describe('what was gained and is still open', () => {
  const seen = (
    bars: BarSeries,
    script: Parameters<typeof runOrders>[1],
    options: Partial<BacktestOptions>,
  ): number[][] => {
    const rows: number[][] = [];
    const look = Object.fromEntries(
      Array.from({ length: bars.length }, (_, i) => [
        i,
        (book: OrderBook, account: AccountView) => {
          rows.push([account.realizedProfit, account.unrealizedProfit]);
          script[i]?.(book, account);
        },
      ]),
    );
    runOrders(bars, look, options);
    return rows.map((row) => row.map((value) => Math.round(value * 1e6) / 1e6));
  };
  const buy = (quantity: number) => (book: OrderBook) => book.submit({ type: 'market', quantity });

  it('goes with the currency until it is closed', () => {
    const euros = {
      ...priceBars([10, 10], [10, 10], [10, 10], [10, 10]),
      instrument: instrument('X', { currency: 'EUR' }),
    };
    const fx = { EUR: { ...priceBars([1, 1], [1, 1.5], [1.5, 2], [2, 2]), symbol: 'EURUSD' } };
    const rows = seen({ ...euros, symbol: 'X' }, { 0: buy(10), 2: buy(-4) }, { currency: 'USD', fx });
    expect(rows).toEqual([
      [0, 0],
      [0, 50],
      [0, 100],
      [40, 60],
    ]);
  });

  it('stays through a split, and a dividend is gained', () => {
    const corporateActions = [
      { kind: 'split', symbol: 'X', time: 2 * DAY, ratio: 2 },
      { kind: 'dividend', symbol: 'X', time: 3 * DAY, amount: 1 },
    ] as const;
    const rows = seen(daily(10, 10, 6, 5), { 0: buy(10) }, { corporateActions });
    expect(rows).toEqual([
      [0, 0],
      [0, 0],
      [0, 20],
      [20, 0],
    ]);
  });

  it('counts lots that stand against each other', () => {
    const rows = seen(daily(10, 10, 12, 15), { 0: buy(10), 1: buy(-4) }, { costing: 'hedging' });
    expect(rows.at(-1)).toEqual([0, 10 * 5 - 4 * 3]);
  });
});
