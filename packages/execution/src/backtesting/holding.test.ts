import { barsOf, type Bar, type BarSeries } from '@tidemark/core-market';
import { fixedQuantity, type RiskManager } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { fillsOf, rising, runScript } from '../../fixtures/run-script.ts';
import { borrowFee } from '../market/borrow.ts';
import { constantFunding } from '../market/funding.ts';
import { cashInterest } from '../market/interest.ts';
import { fixedLeverage } from '../market/margin.ts';
import { priceBars } from '../testing/index.ts';

const DAY = 86_400_000;

/** Daily bars that open and close at one price. */
function daily(...prices: readonly number[]): BarSeries {
  const rows = prices.map((price, i): Bar => {
    return { time: i * DAY, open: price, high: price, low: price, close: price, volume: 1_000 };
  });
  return barsOf(rows, { instrument: 'X', timeframe: '1d' });
}

describe('trap 23: the instants of funding and borrowing', () => {
  it('a short pays its fee from the open that filled it to the open that closes it', () => {
    const result = runScript(daily(100, 100, 100, 100, 100), [-1, NaN, 0], { carry: [borrowFee(0.365)] });
    expect(result.cashFlows.map(({ bar, kind, amount }) => [bar, kind, amount])).toEqual([
      [2, 'borrowFee(0.365)', expect.closeTo(-1, 12)],
      [3, 'borrowFee(0.365)', expect.closeTo(-1, 12)],
    ]);
    expect(result.finalEquity).toBeCloseTo(10_000 - 2, 9);
  });

  it('funding is paid by who holds at the instant, not by who opens there', () => {
    const carry = [constantFunding(0.001, '1d')];
    const result = runScript(daily(100, 100, 100, 100), [1, NaN, 0], { carry });
    expect(result.cashFlows.map(({ bar, amount }) => [bar, amount])).toEqual([
      [2, -1],
      [3, -1],
    ]);
  });

  it('cash earns interest once for the account', () => {
    const carry = [cashInterest({ credit: 0.0365 })];
    const { cashFlows } = runScript(daily(100, 100, 100), [], { carry });
    expect(cashFlows.map(({ symbol, amount }) => [symbol, amount])).toEqual([
      [undefined, expect.closeTo(1, 9)],
      [undefined, expect.closeTo(1.0001, 9)],
    ]);
  });
});

describe('trap 22: a split or a dividend while something is held or ordered', () => {
  const bars = daily(100, 100, 50, 50, 50);
  const split = { kind: 'split', symbol: 'X', time: 2 * DAY, ratio: 2 } as const;

  it('a split changes units and prices and neither equity nor profit', () => {
    const result = runScript(bars, [1, NaN, NaN, 0], { corporateActions: [split] });
    expect([...result.equity.equity]).toEqual([10_000, 10_000, 10_000, 10_000, 10_000]);
    expect(fillsOf(result)).toEqual([
      [1, 10, 100],
      [4, -20, 50],
    ]);
    expect(result.trades).toMatchObject([{ quantity: 20, entryPrice: 50, exitPrice: 50, grossProfit: 0 }]);
  });

  it('legs of what is held follow the split', () => {
    const plan = () => ({ stop: 90, target: 120 });
    const falling = daily(100, 100, 50, 44, 44);
    const result = runScript(falling, [1], { corporateActions: [split] }, { plan });
    expect(fillsOf(result)).toEqual([
      [1, 10, 100],
      [3, -20, 44],
    ]);
    expect(result.orders).toMatchObject([
      { status: 'filled' },
      { type: 'stop' },
      { type: 'limit', status: 'cancelled' },
    ]);
  });

  it('a dividend is paid to who holds, and by who is short', () => {
    const dividend = { kind: 'dividend', symbol: 'X', time: 2 * DAY, amount: 3 } as const;
    for (const side of [1, -1]) {
      const result = runScript(daily(100, 100, 97, 97), [side], { corporateActions: [dividend] });
      expect(result.cashFlows).toMatchObject([{ bar: 2, kind: 'dividend', amount: side * 30 }]);
      expect(result.finalEquity).toBe(10_000);
    }
  });

  it('refuses dividends on prices that have them already', () => {
    const adjusted = { ...bars, adjustment: 'total' } as const;
    const corporateActions = [{ kind: 'dividend', symbol: 'X', time: DAY, amount: 1 }] as const;
    expect(() => runScript(adjusted, [], { corporateActions })).toThrow(
      expect.objectContaining({ code: 'DIVIDENDS_TWICE' }),
    );
  });
});

describe('rule 16: margin', () => {
  it('reduces at the next open what falls below maintenance, until the initial margin holds', () => {
    const bars = priceBars([100, 100], [100, 100], [100, 91], [91, 91], [91, 91]);
    const margin = fixedLeverage(10, { maintenance: 0.05 });
    const result = runScript(bars, [1], { margin, capital: 1_000, sizer: fixedQuantity(90) });
    // 90 units bind 900 of 1,000; at 91 they are worth 8,190, the equity is 190, and 409.5 are needed to keep them.
    expect(result.marginCalls).toMatchObject([{ bar: 2, equity: 190, maintenance: 409.5 }]);
    expect(fillsOf(result)).toEqual([
      [1, 90, 100],
      [3, expect.closeTo(-(819 - 190) / 9.1, 9), 91],
    ]);
    expect(result.orders[1]).toMatchObject({ source: 'engine', tag: 'MARGIN_CALL' });
  });
});

describe('rule 1 g: limits, exits and the risk manager', () => {
  const halved = priceBars([100, 100], [100, 100], [100, 50], [50, 50], [50, 60], [60, 60]);

  it('a breached limit closes everything at the next open and opens nothing until it is kept again', () => {
    const limits = [{ name: 'floor(9600)', breached: ({ equity }: { equity: number }) => equity < 9_600 }];
    const result = runScript(halved, [1, 1, 1, 1, 1], { limits });
    expect(fillsOf(result)).toEqual([
      [1, 10, 100],
      [3, -10, 50],
    ]);
    expect(result.warnings).toMatchObject([{ code: 'LIMIT_BREACHED' }]);
  });

  it('a risk exit beats the signal of its bar, and is not followed by re-entry until the stance changes', () => {
    const exits = [{ name: 'timeStop(2)', exits: ({ barsHeld }: { barsHeld: number }) => barsHeld >= 2 }];
    const fills = fillsOf(runScript(rising, [1, 1, 1, 1], { exits }));
    expect(fills).toEqual([
      [1, 10, 12],
      [3, -10, 16],
    ]);
    const longer = priceBars([10, 11], [12, 13], [14, 15], [16, 17], [18, 19], [20, 21]);
    const again = fillsOf(runScript(longer, [1, 1, 1, 1, 1], { exits, reenter: 'nextBar' }));
    expect(again).toEqual([...fills, [5, 10, 20]]);
  });

  it('a risk manager resizes or refuses what opens, by signal and by name, and never what closes', () => {
    const riskManager: RiskManager = {
      name: 'atMost(4)',
      decide: ({ position, quantity }) =>
        position.quantity + quantity > 4
          ? { kind: 'resized', quantity: 4 - position.quantity, reason: 'AT_MOST_4' }
          : { kind: 'approved' },
    };
    expect(fillsOf(runScript(rising, [1, NaN, 0], { riskManager }))).toEqual([
      [1, 4, 12],
      [3, -4, 16],
    ]);
    const orders = (
      i: number,
      _account: unknown,
      book: { submit(request: { type: 'market'; quantity: number }): number },
    ) => {
      if (i < 2) book.submit({ type: 'market', quantity: 3 });
      if (i === 2) book.submit({ type: 'market', quantity: -4 });
    };
    expect(fillsOf(runScript(rising, [], { riskManager }, { orders }))).toEqual([
      [1, 3, 12],
      [2, 1, 14],
      [3, -4, 16],
    ]);
  });
});
