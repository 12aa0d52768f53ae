import { instrument, type BarSeries } from '@tidemark/core-market';
import { fixedQuantity } from '@tidemark/risk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ohlc, runOrders } from '../../fixtures/run-orders.ts';
import { runScript } from '../../fixtures/run-script.ts';
import { borrowFee } from '../market/borrow.ts';
import { bps } from '../market/commission.ts';
import { fixedLeverage } from '../market/margin.ts';
import { priceBars, scripted } from '../testing/index.ts';
import { backtest } from './engine.ts';

const MINUTE = 60_000;
const prices = priceBars([10, 11], [12, 13], [14, 15], [16, 17], [18, 19]);

describe('the exposure of a curve', () => {
  it('is what the positions are worth after each bar, shorts negative', () => {
    const { equity } = runScript(prices, [1, NaN, -1, 0]);
    expect([...equity.exposure!]).toEqual([0, 130, 150, -170, 0]);
  });

  it('counts what positions cost and bring on the way', () => {
    const daily = ohlc(
      [
        [10, 10, 10, 10],
        [10, 10, 10, 10],
        [10, 12, 10, 12],
      ],
      {},
      [0, 86_400_000, 2 * 86_400_000],
    );
    const dividend = { kind: 'dividend', symbol: 'X', time: 2 * 86_400_000, amount: 0.5 } as const;
    const { equity } = runScript(daily, [-1], {
      carry: [borrowFee(0.1)],
      corporateActions: [dividend],
      commission: bps(10),
    });
    expect([...equity.exposure!]).toEqual([0, -100, -120].map((value) => expect.closeTo(value, 9)));
  });

  it('is 0 once a run is ruined', () => {
    const crash = priceBars([100, 100], [100, 100], [100, 40], [40, 40]);
    const { equity } = runScript(crash, [1], { capital: 1_000, margin: fixedLeverage(2), sizer: fixedQuantity(20) });
    expect([[...equity.equity], [...equity.exposure!]]).toEqual([
      [1_000, 1_000, 0, 0],
      [0, 2_000, 0, 0],
    ]);
  });

  it('stays until the end for an instrument whose bars end before, also where it is closed then', () => {
    const [long, short] = [priceBars([10, 10], [10, 10], [10, 10], [10, 10]), priceBars([5, 5], [5, 6])];
    const named = (bars: BarSeries, symbol: string) => ({ ...bars, symbol, instrument: instrument(symbol) });
    const series = { LONG: named(long, 'LONG'), SHORT: named(short, 'SHORT') };
    for (const finalize of ['mark', 'close'] as const) {
      const options = { strategy: scripted([1]), sizer: fixedQuantity(10), finalize };
      const { equity } = backtest(series, options);
      expect([...equity.exposure!]).toEqual([0, 160, 160, finalize === 'mark' ? 160 : 0]);
    }
  });

  it('is worth what the currency is, at every close', () => {
    const euros = { ...prices, instrument: instrument(prices.symbol, { currency: 'EUR' }) };
    const rate = priceBars([1, 1.1], [1, 1.2], [1, 1.3], [1, 1.4], [1, 1.5]);
    const { equity } = runScript(euros, [1], { currency: 'USD', fx: { EUR: rate } });
    const expected = [0, 10 * 13 * 1.2, 10 * 15 * 1.3, 10 * 17 * 1.4, 10 * 19 * 1.5];
    expect([...equity.exposure!]).toEqual(expected.map((value) => expect.closeTo(value, 9)));
  });

  it('and the profits that an account shows come to its equity, whatever it trades', () => {
    const bar = fc.record({ signal: fc.constantFrom(NaN, 0, 1, -1, 0.5), price: fc.integer({ min: 80, max: 120 }) });
    fc.assert(
      fc.property(
        fc.array(bar, { minLength: 3, maxLength: 40 }),
        fc.constantFrom('average', 'fifo', 'lifo'),
        (rows, costing) => {
          const bars = ohlc(rows.map(({ price }) => [price, price + 1, price - 1, price] as const));
          const seen: number[][] = [];
          const result = runOrders(
            bars,
            Object.fromEntries(
              rows.map(({ signal }, i) => [
                i,
                (book, { cash, equity, exposure, realizedProfit, unrealizedProfit, marginUsed, position }) => {
                  const held = position.lots.reduce((sum, lot) => sum + lot.quantity * (bars.close[i]! - lot.price), 0);
                  seen.push([
                    equity - cash - exposure,
                    unrealizedProfit - held,
                    equity - 10_000 - realizedProfit - unrealizedProfit,
                  ]);
                  seen.push([marginUsed - Math.abs(position.quantity * bars.close[i]!)]);
                  if (signal !== 0 && signal === signal) book.submit({ type: 'market', quantity: 7 * signal });
                },
              ]),
            ),
            { commission: bps(7), costing },
          );
          for (const zeros of seen) expect(zeros).toEqual(zeros.map(() => expect.closeTo(0, 7)));
          const units = rows.map((_, i) => {
            return result.fills.reduce((sum, fill) => sum + (fill.bar <= i ? fill.quantity : 0), 0);
          });
          const worth = units.map((quantity, i) => expect.closeTo(quantity * bars.close[i]!, 7));
          expect([...result.equity.exposure!]).toEqual(worth);
          expect(result.equity.time[1]! - result.equity.time[0]!).toBe(MINUTE);
        },
      ),
    );
  });
});
