import type { Fill } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyReport } from './money-report.ts';

const flow = (kind: string, amount: number, time = 0) => ({ time, symbol: 'X', kind, amount });
const fill = (commission: number): Fill => ({
  orderId: 1,
  symbol: 'X',
  bar: 0,
  time: 0,
  quantity: 1,
  price: 1,
  commission,
  slippage: 0,
  effect: 'open',
});

describe('the net profit by source', () => {
  const flows = [flow('dividend', 30), flow('borrowFee(0.03)', -4), flow('dividend', -10), flow('borrowFee(0.03)', -6)];
  const { lines, netProfit } = moneyReport(200, flows, [fill(3), fill(0), fill(7)]);

  it('sums what came in and what went out, kind by kind, with the number of payments', () => {
    expect(lines.slice(1)).toEqual([
      { kind: 'dividend', name: 'Dividends', count: 2, received: 30, paid: 10, sum: 20, shareOfProfit: 0.1 },
      { kind: 'borrowFee(0.03)', name: 'Borrow fees', count: 2, received: 0, paid: 10, sum: -10, shareOfProfit: -0.05 },
      { kind: 'commission', name: 'Commission', count: 2, received: 0, paid: 10, sum: -10, shareOfProfit: -0.05 },
    ]);
  });

  it('leaves to prices what no payment explains', () => {
    const none = { count: null, received: null, paid: null };
    expect(lines[0]).toEqual({ kind: 'price', name: 'Price changes', ...none, sum: 200, shareOfProfit: 1 });
    expect(netProfit).toBe(200);
  });

  it('adds up, and its shares to one, whatever was paid', () => {
    const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const kinds = fc.constantFrom('dividend', 'borrowFee(0.03)', 'fundingRates({})');
    const payments = fc.array(fc.tuple(kinds, amount).map(([kind, money]) => flow(kind, money)));
    fc.assert(
      fc.property(amount, payments, fc.array(amount), (profit, paid, commissions) => {
        const report = moneyReport(profit, paid, commissions.map(fill));
        const sum = report.lines.reduce((left, line) => left + line.sum, 0);
        expect(sum).toBeCloseTo(profit, 4);
        if (profit < 1) return;
        expect(report.lines.reduce((left, line) => left + line.shareOfProfit!, 0)).toBeCloseTo(1, 4);
      }),
    );
  });

  it('has no shares where there was no profit', () => {
    for (const profit of [0, -5])
      expect(moneyReport(profit, flows, []).lines.map(({ shareOfProfit }) => shareOfProfit)).toEqual([
        null,
        null,
        null,
      ]);
  });

  it('counts a rebate of the market as received', () => {
    expect(moneyReport(1, [], [fill(-2), fill(5)]).lines[1]).toMatchObject({ received: 2, paid: 5, sum: -3 });
  });

  it('keeps the name of a model that it does not know, and two of a kind apart', () => {
    const own = [flow('toll(2)', -1), flow('borrowFee(0.01)', -1), flow('borrowFee(0.02)', -1), flow('toString', -1)];
    const names = moneyReport(1, own, []).lines.map(({ name }) => name);
    expect(names).toEqual(['Price changes', 'toll(2)', 'Borrow fees', 'Borrow fees', 'toString']);
  });
});

describe('the largest payments', () => {
  it('are twenty, the largest first whatever its sign, of equal ones the older', () => {
    const many = Array.from({ length: 100 }, (_, i) => flow('dividend', i % 2 === 0 ? i : -i, i));
    const { payments, largest } = moneyReport(0, [...many, flow('dividend', 99, 200)], []);
    expect(payments).toBe(101);
    expect(largest.map(({ amount }) => amount).slice(0, 4)).toEqual([-99, 99, 98, -97]);
    expect(largest).toHaveLength(20);
  });

  it('of the whole account have no symbol', () => {
    const { largest } = moneyReport(0, [{ time: 1, symbol: undefined, kind: 'cashInterest({})', amount: 2 }], []);
    expect(largest).toStrictEqual([{ time: 1, kind: 'cashInterest({})', amount: 2 }]);
  });
});
