import { barsOf, instrument, type BarSeries } from '@tidemark/core-market';
import { bySign, fixedCash, fixedQuantity, percentOfEquity } from '@tidemark/risk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borrowFee } from '../market/borrow.ts';
import { commission } from '../market/commission.ts';
import { cashAccount, fixedLeverage } from '../market/margin.ts';
import { scripted } from '../testing/scripted.ts';
import { backtest } from './engine.ts';
import { backtestGrid } from './grid.ts';
import type { BacktestOptions } from './options.ts';
import { rerun } from './rerun.ts';
import { backtestSleeves } from './sleeves.ts';

const MINUTE = 60_000;

/** Minute bars from [open, close] pairs. */
function bars(symbol: string, currency: string, ...prices: readonly (readonly [number, number])[]): BarSeries {
  const rows = prices.map(([open, close], i) => {
    return { time: i * MINUTE, open, high: Math.max(open, close), low: Math.min(open, close), close, volume: 1_000 };
  });
  return barsOf(rows, { instrument: instrument(symbol, { currency }), timeframe: '1m' });
}

/** What a unit of a currency costs, by minute. */
const rates = (...closes: readonly number[]): BarSeries =>
  bars('RATE', 'USD', ...closes.map((close): [number, number] => [close, close]));

const share = bars('SHARE', 'EUR', [10, 10], [10, 12], [12, 12], [12, 9]);
const eur = rates(1.1, 1.2, 1.25, 1);
const common = { currency: 'USD', fx: { EUR: eur }, commission: commission({ rate: 0.001 }) };

describe('a share in euros for an account in dollars', () => {
  const result = backtest(share, { ...common, strategy: scripted([1, NaN, 0]), sizer: fixedQuantity(100) });

  it('is paid and sold at the rate that is known at the open, marked at the one that is known at the close', () => {
    // Bought at 10 x 1.10, marked at 12 x 1.20 and 12 x 1.25, sold at 12 x 1.25.
    const paid = 1_100 + 1.1;
    const curve = [10_000, 10_000 - paid + 1_440, 10_000 - paid + 1_500, 10_000 - paid + 1_500 - 1.5];
    expect([...result.equity.equity]).toEqual(curve.map((value) => expect.closeTo(value, 9)));
    expect(result.fills.map(({ price, commission: cost }) => [price, cost])).toEqual([
      [10, expect.closeTo(1.1, 12)],
      [12, expect.closeTo(1.5, 12)],
    ]);
  });

  it('tells its trade in dollars, with the rates', () => {
    expect(result.currency).toBe('USD');
    expect(result.trades).toMatchObject([
      {
        entryPrice: 10,
        entryRate: expect.closeTo(1.1, 12),
        exitPrice: 12,
        exitRate: 1.25,
        grossProfit: expect.closeTo(400, 9),
        netProfit: expect.closeTo(397.4, 9),
      },
    ]);
  });

  it('gains where its price stands still and the rate rises', () => {
    const still = bars('SHARE', 'EUR', [10, 10], [10, 10], [10, 10], [10, 10]);
    const held = backtest(still, {
      ...common,
      fx: { EUR: rates(1, 1.1, 1.2, 1.3) },
      strategy: scripted([1]),
      sizer: fixedQuantity(10),
      commission: 0,
    });
    expect([...held.equity.equity]).toEqual([10_000, 10_010, 10_020, 10_030].map((value) => expect.closeTo(value, 9)));
    expect(held.openTrades).toMatchObject([{ grossProfit: expect.closeTo(30, 9), entryRate: 1, exitRate: 1.3 }]);
  });

  it('is sized by money of the account', () => {
    const quantities = (sizer: BacktestOptions['sizer'], more: Partial<BacktestOptions> = {}): number[] =>
      backtest(share, { ...common, ...more, strategy: scripted([1]), sizer }).fills.map(({ quantity }) => quantity);
    // At the deciding close a share costs 10 x 1.10 dollars.
    expect(quantities(fixedCash(1_100))).toEqual([expect.closeTo(100, 9)]);
    expect(quantities(percentOfEquity(0.5))).toEqual([expect.closeTo(5_000 / 11, 9)]);
    const [most] = quantities(fixedQuantity(1_000));
    expect(most! * 11 * 1.001).toBeCloseTo(10_000, 6);
    expect(quantities(fixedQuantity(1_000), { margin: fixedLeverage(2) })).toEqual([1_000]);
  });

  it('is not valued at a rate that comes later', () => {
    const later = backtest(share, {
      ...common,
      fx: { EUR: rates(1.1, 1.2, 7, 7) },
      strategy: scripted([1]),
      sizer: fixedQuantity(100),
    });
    expect(later.equity.equity.slice(0, 2)).toEqual(result.equity.equity.slice(0, 2));
  });

  it('goes by rates of another frame: the last that is known', () => {
    const daily = barsOf([{ time: -86_400_000, open: 2, high: 2, low: 2, close: 2, volume: 1 }], {
      instrument: 'EURUSD',
      timeframe: '1d',
    });
    const { trades } = backtest(share, {
      ...common,
      fx: { EUR: daily },
      strategy: scripted([1, NaN, 0]),
      sizer: fixedQuantity(1),
    });
    expect(trades).toMatchObject([{ entryRate: 2, exitRate: 2, grossProfit: 4 }]);
  });

  it('is closed at the end at the last rate', () => {
    const options = { ...common, strategy: scripted([1]), sizer: fixedQuantity(100), finalize: 'close' } as const;
    const { trades, finalEquity } = backtest(share, options);
    expect(trades).toMatchObject([{ exitPrice: 9, exitRate: 1, grossProfit: expect.closeTo(900 - 1_100, 9) }]);
    expect(finalEquity).toBeCloseTo(10_000 + trades[0]!.netProfit, 9);
  });
});

describe('a share in euros whose price stands still', () => {
  const still = bars('SHARE', 'EUR', [10, 10], [10, 10], [10, 10], [10, 10]);

  it('is bought up to what a cash account can pay in dollars', () => {
    const options = {
      currency: 'USD',
      fx: { EUR: rates(2, 2, 2, 2) },
      margin: cashAccount,
      sizer: fixedQuantity(1_900),
    };
    expect(backtest(still, { ...options, strategy: scripted([1]) }).fills).toMatchObject([{ quantity: 500 }]);
  });

  it('is called for margin where the rate falls', () => {
    const { marginCalls } = backtest(still, {
      currency: 'USD',
      fx: { EUR: rates(1, 1, 0.9, 0.9) },
      strategy: scripted([1]),
      sizer: fixedQuantity(1_900),
      margin: fixedLeverage(2, { maintenance: 0.499 }),
    });
    // 1,900 x 10 x 0.9 are 17,100 dollars; the account has lost 1,900.
    expect(marginCalls).toMatchObject([{ bar: 2, equity: 8_100, maintenance: expect.closeTo(17_100 * 0.499, 9) }]);
  });

  it('pays its dividend at the rate that is known at the open of its ex day', () => {
    const dividend = { kind: 'dividend', symbol: 'SHARE', time: 2 * MINUTE, amount: 1 } as const;
    const { cashFlows } = backtest(still, {
      currency: 'USD',
      fx: { EUR: rates(1, 1.5, 3, 9) },
      strategy: scripted([1]),
      sizer: fixedQuantity(10),
      corporateActions: [dividend],
    });
    expect(cashFlows).toMatchObject([{ bar: 2, kind: 'dividend', amount: 15 }]);
  });
});

it('a short sale in euros loses where the rate rises', () => {
  const falling = bars('SHARE', 'EUR', [10, 10], [10, 8], [8, 8], [8, 8]);
  const result = backtest(falling, {
    currency: 'USD',
    fx: { EUR: rates(1.1, 1.2, 1.3, 1.3) },
    strategy: scripted([-1, NaN, 0]),
    sizer: bySign(fixedQuantity(100)),
  });
  // Sold at 10 x 1.1, worth 8 x 1.2 and 8 x 1.3, bought back at 8 x 1.3: 1,100 - 1,040.
  expect([...result.equity.equity]).toEqual([10_000, 10_140, 10_060, 10_060].map((value) => expect.closeTo(value, 9)));
  expect(result.trades).toMatchObject([{ quantity: -100, entryRate: 1.1, exitRate: 1.3 }]);
  expect(result.trades[0]!.grossProfit).toBeCloseTo(60, 9);
});

describe('an instrument whose bars end before those of another', () => {
  const both = {
    A: bars('A', 'EUR', [10, 10], [10, 10]),
    B: bars('B', 'USD', [5, 5], [5, 5], [5, 5], [5, 5]),
  };
  const options = {
    currency: 'USD',
    fx: { EUR: rates(1, 1, 1.5, 2) },
    strategy: scripted([1]),
    sizer: fixedQuantity(10),
  };

  it('is worth what is known at the end of the run', () => {
    const { equity, openTrades } = backtest(both, options);
    expect([...equity.equity]).toEqual([10_000, 10_000, 10_050, 10_100]);
    expect(openTrades[0]).toMatchObject({ symbol: 'A', exitRate: 2, grossProfit: 100 });
  });

  it('is closed there at the end of the run, not at a rate that has passed', () => {
    const { equity, trades } = backtest(both, { ...options, finalize: 'close' });
    expect([...equity.equity]).toEqual([10_000, 10_000, 10_050, 10_100]);
    expect(trades.find(({ symbol }) => symbol === 'A')).toMatchObject({
      exitBar: 1,
      exitTime: 4 * MINUTE,
      exitRate: 2,
      barsHeld: 1,
      grossProfit: 100,
    });
  });

  it('is closed in a ruin at the rate that made it', () => {
    const short = { ...options, strategy: scripted([-1]), sizer: bySign(fixedQuantity(500)) };
    const { finalEquity, trades } = backtest(both, { ...short, fx: { EUR: rates(1, 1, 3, 3) } });
    expect(finalEquity).toBe(0);
    expect(trades.find(({ symbol }) => symbol === 'A')).toMatchObject({ exitRate: 3, grossProfit: -10_000 });
  });
});

it('an instrument in yen and one in dollars share one account', () => {
  const yen = bars('YEN', 'JPY', [1_000, 1_000], [1_000, 1_100], [1_100, 1_100]);
  const dollar = bars('USD1', 'USD', [50, 50], [50, 55], [55, 60]);
  const result = backtest(
    { YEN: yen, USD1: dollar },
    {
      currency: 'USD',
      fx: { JPY: rates(0.01, 0.008, 0.005) },
      strategy: scripted([1]),
      sizer: fixedQuantity(10),
    },
  );
  // 10 x 1,000 yen at 0.01 are 100 dollars, 10 x 50 are 500.
  const curve = [10_000, 10_000 - 600 + 11_000 * 0.008 + 550, 10_000 - 600 + 11_000 * 0.005 + 600];
  expect([...result.equity.equity]).toEqual(curve.map((value) => expect.closeTo(value, 9)));
  expect(result.openTrades.map(({ symbol, grossProfit }) => [symbol, grossProfit])).toEqual([
    ['USD1', expect.closeTo(100, 9)],
    ['YEN', expect.closeTo(-45, 9)],
  ]);
  expect(result.openTrades[0]).not.toHaveProperty('entryRate');
});

const anyPrices = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })), {
  minLength: 4,
  maxLength: 25,
});
const anySignals = fc.array(fc.constantFrom(NaN, NaN, 1, -1, 0, 0.5), { minLength: 25, maxLength: 25 });
const anyRates = fc.array(fc.integer({ min: 50, max: 200 }), { minLength: 25, maxLength: 25 });

function walked(symbol: string, currency: string, moves: readonly (readonly [number, number])[], scale = 1): BarSeries {
  let price = 40;
  const rows = moves.map(([gap, move]): [number, number] => {
    const open = Math.max(4, price + gap);
    price = Math.max(4, open + move);
    return [open * scale, price * scale];
  });
  return bars(symbol, currency, ...rows);
}

const anyRun = fc.record({
  costing: fc.constantFrom('average', 'fifo', 'lifo'),
  sizer: fc.constantFrom(bySign(fixedQuantity(7)), percentOfEquity(0.6), fixedCash(900)),
  carry: fc.constantFrom([], [borrowFee(0.9)]),
}) as fc.Arbitrary<Partial<BacktestOptions>>;

it('the profits of all trades, what flowed and what is held come to the change of the equity', () => {
  fc.assert(
    fc.property(anyPrices, anySignals, anyRates, anyRun, (moves, signals, closes, options) => {
      const run = backtest(
        { A: walked('A', 'EUR', moves), B: walked('B', 'USD', moves.toReversed()) },
        {
          ...common,
          ...options,
          fx: { EUR: rates(...closes.map((rate) => rate / 100)) },
          strategy: scripted(signals),
        },
      );
      const profits = [...run.trades, ...run.openTrades].reduce((sum, { netProfit }) => sum + netProfit, 0);
      const flows = run.cashFlows.reduce((sum, { amount }) => sum + amount, 0);
      expect(run.finalEquity).toBeCloseTo(Math.max(0, 10_000 + profits + flows), 6); // what is owed in a ruin is not equity
    }),
  );
});

it('at a rate that never moves a run is that of prices in the money of the account', () => {
  fc.assert(
    fc.property(anyPrices, anySignals, anyRun, fc.constantFrom(0.5, 2, 4), (moves, signals, options, rate) => {
      const shared = { ...options, commission: commission({ rate: 0.002 }), strategy: scripted(signals) };
      const series = walked('A', 'EUR', moves);
      const fx = { EUR: rates(...moves.map(() => rate)) };
      const foreign = backtest(series, { ...shared, currency: 'USD', fx });
      const own = backtest(walked('A', 'USD', moves, rate), shared);
      expect(foreign.fills.map(({ quantity }) => quantity)).toEqual(own.fills.map(({ quantity }) => quantity));
      expect(foreign.equity.equity).toEqual(own.equity.equity);
      expect(foreign.trades.map(({ netProfit }) => netProfit)).toEqual(own.trades.map(({ netProfit }) => netProfit));
    }),
  );
});

it('no row of a grid can read the rates at which the one before it ended', () => {
  const seen: number[] = [];
  const strategy = () => ({
    name: 'looks',
    over: ({ instrument: { multiplier } }: BarSeries) => {
      seen.push(multiplier);
      return { columns: {}, warmup: 0, signal: () => NaN };
    },
  });
  backtestGrid(share, { ...common, strategy, grid: { at: [0, 1] } });
  expect(seen).toEqual([NaN, NaN]);
});

it('sleeves in two currencies are told how to have one', () => {
  const sleeve = (own: BarSeries) => ({ strategy: scripted([1]), share: 0.5, bars: own, name: own.symbol });
  const sleeves = [sleeve(bars('USD1', 'USD', [1, 1])), sleeve(share)];
  expect(() => backtestSleeves(share, { sleeves })).toThrow(
    expect.objectContaining({
      code: 'MIXED_CURRENCIES',
      fix: expect.stringContaining("currency: 'USD', fx: { EUR: bars }"),
    }),
  );
  expect(backtestSleeves(share, { ...common, sleeves }).currency).toBe('USD');
});

it('a grid and a rerun go by the same rates', () => {
  const options = { ...common, sizer: fixedQuantity(10) };
  const strategy = ({ at }: { at: number }) => scripted(at === 0 ? [1, NaN, 0] : [NaN, 1]);
  const table = backtestGrid(share, { ...options, strategy, grid: { at: [0, 1] } });
  const result = backtest(share, { ...options, strategy: strategy({ at: 0 }) });
  expect(table.finalEquity[0]).toBe(result.finalEquity);
  const again = rerun(result.manifest, share, { strategy: strategy({ at: 0 }), fx: { EUR: eur } });
  expect(again.drifted).toEqual([]);
  const otherRates = { EUR: rates(1, 2, 3, 4) };
  const other = rerun(result.manifest, share, { strategy: strategy({ at: 0 }), fx: otherRates });
  expect(other.drifted.map((each) => each.of)).toEqual(['settings', 'fills']);
  expect(() => rerun(result.manifest, share, { strategy: strategy({ at: 0 }) })).toThrow(/fx was/);
});

it.each<[string, Partial<BacktestOptions>, string]>([
  ['MIXED_CURRENCIES', { currency: 'USD' }, "{ currency: 'USD', fx: { EUR: bars } }"],
  ['MIXED_CURRENCIES', { currency: 'USD', fx: { EUT: eur } }, 'did you mean EUT?'],
  ['INVALID_RATES', { currency: 'USD', fx: { EUR: rates(1, 0, 1, 1) } }, 'positive'],
  ['INVALID_RATES', { currency: 'USD', fx: { EUR: rates(1, -1, 1, 1) } }, 'positive'],
  ['INVALID_RATES', { currency: 'USD', fx: { EUR: { ...eur, close: Float64Array.of(1, NaN, 1, 1) } } }, 'positive'],
  ['INVALID_RATES', { currency: 'USD', fx: { EUR: { ...eur, time: eur.time.toReversed() } } }, 'oldest first'],
  ['INVALID_RATES', { currency: 'USD', fx: { EUR: 1.1 } as never }, 'barsOf'],
  ['INVALID_OPTION', { currency: 'USD', fx: null as never }, '{ EUR: eurusd }'],
  ['INVALID_OPTION', { currency: '' }, "'USD'"],
])('refuses as %s: %o', (code, options, fix) => {
  expect(() => backtest(share, { strategy: scripted([1]), ...options })).toThrow(
    expect.objectContaining({ code, fix: expect.stringContaining(fix) }),
  );
});

it('refuses rates that begin after the bars', () => {
  const late = barsOf([{ time: 2 * MINUTE, open: 1, high: 1, low: 1, close: 1, volume: 1 }], {
    instrument: 'EURUSD',
    timeframe: '1m',
  });
  expect(() => backtest(share, { strategy: scripted([1]), currency: 'USD', fx: { EUR: late } })).toThrow(
    expect.objectContaining({ code: 'RATES_TOO_LATE', what: expect.stringContaining('1970-01-01T00:03:00.000Z') }),
  );
});

it('refuses instruments of two currencies where nobody says what they are worth', () => {
  const two = { SHARE: share, USD1: bars('USD1', 'USD', [1, 1], [1, 1]) };
  expect(() => backtest(two, { strategy: scripted([1]) })).toThrow(
    expect.objectContaining({ code: 'MIXED_CURRENCIES', where: 'backtest, USD1' }),
  );
});
