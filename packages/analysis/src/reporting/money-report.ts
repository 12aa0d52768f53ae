import type { Fill } from '@tidemark/core-market';
import type { MoneyLine, MoneyReport } from './model.ts';
import type { RunCashFlow } from './run-events.ts';

/** How many payments are listed one by one: interest alone may make one a bar. */
const LARGEST = 20;

const NAMES: Readonly<Record<string, string>> = {
  dividend: 'Dividends',
  borrowFee: 'Borrow fees',
  cashInterest: 'Interest on cash',
  fundingRates: 'Funding',
  constantFunding: 'Funding',
};

/**
 * The net profit by where it came from: prices, each kind of cash flow, commission. The lines add up to it: what no
 * payment explains, prices brought, slippage and positions still open included.
 *
 * @param netProfit final equity less initial capital
 * @param flows oldest first
 * @example moneyReport(90, [{ time: 0, kind: 'dividend', amount: 30 }], []).lines[0].sum // => 60
 */
export function moneyReport(netProfit: number, flows: readonly RunCashFlow[], fills: readonly Fill[]): MoneyReport {
  const shareOfProfit = (sum: number): number | null => (netProfit > 0 ? sum / netProfit : null);
  const line = (kind: string, name: string, amounts: readonly number[]): MoneyLine => {
    let received = 0;
    let paid = 0;
    for (const amount of amounts) {
      if (amount > 0) received += amount;
      else paid -= amount;
    }
    const sum = received - paid;
    return { kind, name, count: amounts.length, received, paid, sum, shareOfProfit: shareOfProfit(sum) };
  };
  const byKind = new Map<string, number[]>();
  for (const { kind, amount } of flows) {
    const own = byKind.get(kind);
    if (own === undefined) byKind.set(kind, [amount]);
    else own.push(amount);
  }
  const lines = Array.from(byKind, ([kind, amounts]) => line(kind, nameOf(kind), amounts));
  const commissions = fills.map(({ commission }) => 0 - commission).filter((amount) => amount !== 0);
  if (commissions.length > 0) lines.push(line('commission', 'Commission', commissions));
  const sum = lines.reduce((left, each) => left - each.sum, netProfit);
  const prices: MoneyLine = {
    kind: 'price',
    name: 'Price changes',
    count: null,
    received: null,
    paid: null,
    sum,
    shareOfProfit: shareOfProfit(sum),
  };
  return { netProfit, lines: [prices, ...lines], payments: flows.length, largest: largestOf(flows) };
}

/** `borrowFee(0.03)` is a borrow fee; a model of one's own keeps its name. */
function nameOf(kind: string): string {
  const [call = kind] = kind.split('(');
  return Object.hasOwn(NAMES, call) ? NAMES[call]! : kind;
}

/** The largest first, of equal ones the older. */
function largestOf(flows: readonly RunCashFlow[]): RunCashFlow[] {
  const bySize = flows.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount)); // sorting is stable
  return bySize.slice(0, LARGEST).map(({ time, symbol, kind, amount }) => {
    return { time, ...(symbol !== undefined && { symbol }), kind, amount };
  });
}
