import { expect, it } from 'vitest';
import { analyze, backtest, BaseStrategy, bps, FLAT, LONG, syntheticBars, toHtml } from './index.ts';
import type { BarEvent, BarSeries, Order, Signal } from './index.ts';
import { roc } from './indicators.ts';
import { auditPortfolio, definePortfolio, largest, type PortfolioAuditRecord } from './strategies.ts';

const bars = (instrument: string, seed: number): BarSeries =>
  syntheticBars({ seed, bars: 250, timeframe: '1d', instrument });
const series = { A: bars('A', 1), B: bars('B', 2), C: bars('C', 3) };

function record({ symbol, createdBar, quantity, type }: Order): PortfolioAuditRecord {
  return { symbol, bar: createdBar, quantity, type };
}

const rotation = (ahead: number) =>
  definePortfolio({
    name: 'rotation',
    columns: ({ close }) => ({ rank: roc(close, 20).map((_, i, all) => all[i + ahead] ?? NaN) }),
    weights: ({ rank }, out) => {
      for (const k of largest(rank, 1)) out[k] = 0.9;
    },
    rebalance: 5,
  })();
const ordersOf = (portfolio: ReturnType<typeof rotation>) => (part: Readonly<Record<string, BarSeries>>) =>
  backtest(part, { portfolio, commission: bps(2) }).orders.map(record);

it('follows a portfolio through whole backtests: its orders do not know the future', () => {
  const strategy = rotation(0);
  const run = ordersOf(strategy);
  expect(run(series).length).toBeGreaterThan(40);
  expect(auditPortfolio(series, { strategy, run })).toMatchObject({ clean: true, independent: true });
});

it('finds the orders that did, and whose they are', () => {
  const strategy = rotation(1);
  const { clean, findings } = auditPortfolio(series, { strategy, run: ordersOf(strategy) });
  const orders = findings.filter(({ kind }) => kind === 'order').map(({ symbol }) => symbol);
  expect(clean).toBe(false);
  expect(orders.length).toBeGreaterThan(0);
  expect(orders.every((symbol) => symbol !== undefined && symbol in series)).toBe(true);
});

/** Leaves after five bars: it must see its position in the shared account. */
class FiveBars extends BaseStrategy {
  onBar({ index }: BarEvent): Signal {
    return index % 7 === 0 ? LONG : this.position.barsHeld >= 5 ? FLAT : NaN;
  }
}

it('follows strategies that share an account through whole backtests', () => {
  const strategy = new FiveBars();
  const run = (part: Readonly<Record<string, BarSeries>>) => backtest(part, { strategy }).orders.map(record);
  const result = auditPortfolio(series, { strategies: () => strategy, run, cuts: 8 });
  expect(result).toMatchObject({ clean: true, cuts: expect.objectContaining({ length: 8 }) });
});

it('has a verdict that the report of many instruments prints among its settings', () => {
  const portfolio = rotation(0);
  const { verdict } = auditPortfolio(series, { strategy: portfolio });
  const result = backtest(series, { portfolio });
  const { strategy, equity, trades, openTrades, orders, fills, warnings, manifest } = result;
  const model = analyze({
    strategy,
    symbol: 'A, B, C',
    currency: 'USD',
    initialCapital: equity.initial,
    equity,
    trades,
    openTrades,
    orders,
    fills,
    warnings,
    manifest: { ...manifest, settings: { ...manifest.settings, audit: verdict } },
  });
  expect(verdict).toBe('rotation does not look ahead: 24 prefixes of 250 moments of 3 instruments agree');
  expect(toHtml(model)).toContain(verdict);
});
