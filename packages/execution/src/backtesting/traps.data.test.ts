import { barsOf, type Bar, type SignalRun } from '@tidemark/core-market';
import { percentOfEquity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { endsOf, fillsByOrder, ohlc, runOrders, type OrderScript } from '../../fixtures/run-orders.ts';
import { fillsOf, rising, runScript } from '../../fixtures/run-script.ts';
import { ExecutionEngine } from '../execution-engine.ts';
import { commission } from '../market/commission.ts';
import { MarketSimulator } from '../market-simulator.ts';
import { Portfolio } from '../portfolio.ts';
import { priceBars, scripted } from '../testing/index.ts';
import { backtest } from './engine.ts';
import { fillHash, orderHash } from './manifest.ts';
import { resolveOptions } from './options.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const calm = [100, 100, 100, 100] as const;

describe('trap 11: NaN while warming up', () => {
  it('trades nothing and breaks nothing', () => {
    const result = runScript(rising, [NaN, NaN, NaN, NaN, NaN]);
    expect([result.orders, result.finalEquity, [...result.equity.equity]]).toEqual([[], 10_000, Array(5).fill(10_000)]);
  });

  it('the strategy is first asked on the bar on which all is known, and not before', () => {
    const asked: number[] = [];
    const signal = (i: number): number => (asked.push(i), NaN);
    runScript(rising, [], {}, { warmup: 3, signal });
    expect(asked).toEqual([3, 4]);
  });

  it('a trail column that is not known yet leaves the stop open until it is', () => {
    const bars = ohlc([calm, calm, [100, 104, 100, 104], [104, 104, 101, 101], calm]);
    const columns = { atr: Float64Array.of(NaN, NaN, 1, 1, 1) };
    const plan: SignalRun['plan'] = () => ({ trail: { column: 'atr', multiple: 2 } });
    expect(fillsOf(runScript(bars, [1], {}, { plan, columns }))).toEqual([
      [1, 10, 100],
      [3, -10, 102], // 2 below the high of bar 2
    ]);
  });
});

describe('trap 12: odd numbers', () => {
  it('-0 is flat, and a repeat of 0', () => {
    expect(runScript(rising, [-0, 0, -0]).orders).toEqual([]);
  });

  it('NaN keeps the stance', () => {
    expect(runScript(rising, [1, NaN]).orders.length).toBe(1);
  });

  it.each([Infinity, -Infinity, 1.0000001])('a signal of %d is refused', (signal) => {
    expect(() => runScript(rising, [1, signal])).toThrow(expect.objectContaining({ code: 'SIGNAL_OUT_OF_RANGE' }));
  });

  it('a bar without volume fills nothing where volume is what limits, and everything where not', () => {
    const bars = ohlc([calm, [100, 100, 100, 100, 0], calm]);
    const buy: OrderScript = { 0: (book) => book.submit({ type: 'market', quantity: 1 }) };
    expect(fillsOf(runOrders(bars, buy, { volumeLimit: 0.5 }))).toEqual([[2, 1, 100]]);
    expect(fillsOf(runOrders(bars, buy))).toEqual([[1, 1, 100]]);
  });

  it('a market that stands still touches orders at its price and no others', () => {
    const result = runOrders(ohlc([calm, calm, calm]), {
      0: (book) => {
        book.submit({ type: 'limit', quantity: 1, limitPrice: 100 });
        book.submit({ type: 'stop', quantity: 1, stopPrice: 100 });
        book.submit({ type: 'limit', quantity: 1, limitPrice: 99.99 });
        book.submit({ type: 'stop', quantity: 1, stopPrice: 100.01 });
      },
    });
    expect(endsOf(result)).toEqual([
      [1, 'filled'],
      [2, 'filled'],
      [3, 'working'],
      [4, 'working'],
    ]);
  });

  const bar: Bar = { time: 0, open: 10, high: 11, low: 9, close: 10, volume: 1 };
  it.each([
    ['HIGH_BELOW_LOW', [{ ...bar, high: 8 }]],
    ['PRICE_OUTSIDE_BAR', [{ ...bar, close: 12 }]],
    ['NAN_PRICE', [{ ...bar, open: NaN }]],
    ['NAN_PRICE', [{ ...bar, high: Infinity }]],
    ['DUPLICATE_TIME', [bar, bar]],
    ['BARS_NOT_ASCENDING', [{ ...bar, time: MINUTE }, bar]],
    ['NEGATIVE_VOLUME', [{ ...bar, volume: -1 }]],
  ])('bars with %s never reach a backtest', (code, rows) => {
    expect(() => barsOf(rows, { instrument: 'X', timeframe: '1m' })).toThrow(expect.objectContaining({ code }));
  });

  it.each(['close', 'fill'] as const)(
    'a fraction of the equity buys also below zero (counted at the %s)',
    (resolve) => {
      const below = [-10, -10, -10, -10] as const;
      const result = runOrders(
        ohlc([below, below]),
        { 0: (book) => book.submit({ type: 'market', quantity: { ofEquity: 0.5 } }) },
        { resolve },
      );
      expect(fillsOf(result)).toEqual([[1, 500, -10]]);
    },
  );

  it('prices below zero are prices', () => {
    const bars = ohlc([
      [-10, -10, -10, -10],
      [-10, -5, -15, -12],
      [-12, -12, -20, -18],
    ]);
    const result = runOrders(bars, {
      0: (book) => book.submit({ type: 'limit', quantity: 1, limitPrice: -14, legs: { stop: -16 } }),
    });
    expect(fillsOf(result)).toEqual([
      [1, 1, -14],
      [2, -1, -16],
    ]);
  });
});

describe('trap 16: sessions and missing bars', () => {
  const at = (...times: readonly number[]) =>
    ohlc(
      times.map(() => calm),
      {},
      times,
    );

  it('an order for the day lives through the session of the first bar it meets', () => {
    const bars = at(DAY - MINUTE, DAY, DAY + MINUTE, 2 * DAY, 2 * DAY + MINUTE);
    const result = runOrders(bars, {
      0: (book) => book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeInForce: 'DAY' }),
      3: (book) => book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeInForce: 'DAY' }),
    });
    expect(endsOf(result)).toEqual([
      [1, 'expired', 'EXPIRED'],
      [2, 'working'],
    ]);
  });

  it('an order for the day does not fill at the open of the next one', () => {
    const bars = ohlc([calm, calm, [80, 80, 80, 80]], {}, [0, MINUTE, DAY]);
    const result = runOrders(bars, {
      0: (book) => book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeInForce: 'DAY' }),
    });
    expect([result.fills, endsOf(result)]).toEqual([[], [[1, 'expired', 'EXPIRED']]]);
  });

  it.each([
    [3 * MINUTE, 'filled'], // the bar that opens then is met
    [3 * MINUTE - 1, 'expired'],
  ])('an order good till %d is %s by a bar that comes late', (expireTime, status) => {
    const bars = ohlc([calm, calm, [80, 80, 80, 80]], {}, [0, MINUTE, 3 * MINUTE]);
    const result = runOrders(bars, {
      0: (book) => book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeInForce: 'GTD', expireTime }),
    });
    expect(result.orders[0]!.status).toBe(status);
  });

  it('an order that times out counts bars, not minutes', () => {
    const bars = ohlc([calm, calm, [80, 80, 80, 80]], {}, [0, MINUTE, 30 * MINUTE]);
    const ends = [1, 2].map((timeoutBars) =>
      endsOf(
        runOrders(bars, { 0: (book) => book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeoutBars }) }),
      ),
    );
    expect(ends).toEqual([[[1, 'expired', 'EXPIRED']], [[1, 'filled']]]);
  });

  it('orders wait through a gap in the bars and fill at the first open after it', () => {
    const bars = ohlc([calm, [95, 95, 95, 95]], {}, [0, 7 * DAY]);
    const result = runOrders(bars, { 0: (book) => book.submit({ type: 'market', quantity: 1 }) });
    expect([fillsOf(result), result.fills[0]!.time]).toEqual([[[1, 1, 95]], 7 * DAY]);
  });
});

/** Every kind of order, some of them taken back. */
const busy: OrderScript = {
  0: (book) => book.submit({ type: 'limit', quantity: 3, limitPrice: 99, legs: { stop: 95, target: 104 } }),
  1: (book) => book.submit({ type: 'stop', quantity: -2, stopPrice: 98, ocoGroup: 'a', tag: 'low' }),
  2: (book) => book.submit({ type: 'stopLimit', quantity: 2, stopPrice: 101, limitPrice: 101.5, ocoGroup: 'a' }),
  3: (book) => book.submit({ type: 'trailingStop', quantity: -3, trail: { fraction: 0.02 }, timeoutBars: 3 }),
  5: (book) => book.cancel(book.working().at(-1)?.id ?? 1),
  6: (book) => book.submit({ type: 'market', quantity: { ofEquity: 0.2 }, at: 'close' }),
};
const zigzag = ohlc(
  Array.from({ length: 12 }, (_, i) => {
    const open = 100 + 2 * Math.sin(i);
    const close = 100 + 2 * Math.sin(i + 1);
    return [open, Math.max(open, close) + 1, Math.min(open, close) - 1, close] as const;
  }),
);

describe('trap 18 and 25: results do not depend on how a run is driven', () => {
  const hashes = (): string[] => {
    const { manifest } = runOrders(zigzag, busy);
    return [manifest.orderHash, manifest.fillHash];
  };

  it('nor on how many runs there were before', () => {
    const first = hashes();
    for (let k = 0; k < 5; k++) expect(hashes()).toEqual(first);
    expect(runOrders(zigzag, busy).orders.map(({ id }) => id)).toEqual(
      runOrders(zigzag, busy).orders.map((_, k) => k + 1),
    );
  });

  it.each([1, 4, 7, 12])('nor on a chunk of %d bars', (chunk) => {
    const orders: SignalRun['orders'] = (i, account, book) => void busy[i]?.(book, account);
    const options = resolveOptions({ strategy: scripted([], { orders }) });
    const portfolio = new Portfolio(options.capital);
    const simulator = new MarketSimulator(portfolio, options);
    const market = simulator.list(zigzag);
    const lane = { bars: zigzag, run: options.strategy!.over(zigzag), share: 1 };
    const engine = new ExecutionEngine([lane], zigzag.length, portfolio, simulator, options);
    market.sibling = (leg) => engine.lanes[0]!.desk.contingent.sibling(leg);
    for (let from = 0; from < 12; from += chunk) engine.run(from, Math.min(12, from + chunk));
    const time = (bar: number): number => bar * MINUTE;
    const times = {
      openTime: (_: string, bar: number) => time(bar),
      closeTime: (_: string, bar: number) => time(bar + 1),
    };
    const traced = [orderHash(engine.orders.toArray(time)), fillHash(engine.fills.toArray(times))];
    expect(traced).toEqual(hashes());
  });
});

it('trap 26: memory does not grow with the number of runs', async () => {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (runs: number): number => {
    for (let k = 0; k < runs; k++) runOrders(zigzag, busy);
    collect();
    return process.memoryUsage().heapUsed;
  };
  const leastOf = (sweeps: number): number => Math.min(...Array.from({ length: sweeps }, () => used(300)));
  leastOf(2); // the compiler's own memory comes first
  const before = leastOf(2);
  expect(leastOf(3) - before).toBeLessThan(900 * 1_000); // a run that was kept would be 20 kB and more
});

describe('trap 29: no trades', () => {
  const result = runScript(rising, []);

  it('are an empty list and an equity that stands still, and no NaN', () => {
    expect([result.trades, result.openTrades, result.fills, result.ambiguities, result.finalEquity]).toEqual([
      [],
      [],
      [],
      [],
      10_000,
    ]);
    expect(result.manifest.orderHash).toMatch(/^[\da-f]{32}$/);
  });
});

describe('trap 30: 20 for 20 %', () => {
  const ordering = (request: Parameters<Parameters<NonNullable<SignalRun['orders']>>[2]['submit']>[0]) => () =>
    runOrders(rising, { 0: (book) => book.submit(request) });

  it.each([
    ['a fraction of the equity', ordering({ type: 'market', quantity: { ofEquity: 20 } }), 'INVALID_QUANTITY', '0.2'],
    ['a trail', ordering({ type: 'trailingStop', quantity: 1, trail: { fraction: 20 } }), 'INVALID_PRICE', '0.2'],
    [
      'the trail of a leg',
      ordering({ type: 'market', quantity: 1, legs: { trail: { fraction: 20 } } }),
      'INVALID_PRICE',
      '0.2',
    ],
    ['a signal', () => runScript(rising, [20]), 'SIGNAL_OUT_OF_RANGE', '[-1, 1]'],
    ['a sizer', () => percentOfEquity(20), 'INVALID_FRACTION', '0.2'],
    ['a commission', () => commission({ rate: 0.2 }), 'INVALID_COMMISSION', '0.2 % is 0.002'],
    [
      'a share of the volume',
      () => backtest(rising, { strategy: scripted([]), volumeLimit: 20 }),
      'INVALID_VOLUME_SHARE',
      '',
    ],
    [
      'a band',
      () => backtest(rising, { strategy: scripted([]), act: { every: 'bar', band: 20 } }),
      'INVALID_OPTION',
      '0.05 is 5 %',
    ],
  ])('as %s is refused', (_what, run, code, fix) => {
    expect(run).toThrow(expect.objectContaining({ code, fix: expect.stringContaining(fix) }));
  });
});

it('fills of one bar come in the order in which they happened', () => {
  const result = runOrders(priceBars([10, 10], [10, 10]), {
    0: (book) => {
      book.submit({ type: 'market', quantity: 1, at: 'close' });
      book.submit({ type: 'limit', quantity: 1, limitPrice: 10 });
      book.submit({ type: 'market', quantity: 1 });
    },
  });
  expect(fillsByOrder(result).map(([id]) => id)).toEqual([3, 2, 1]);
});
