import type { Trade } from '@tidemark/core-market';
import { defineTradeMetric, type TradeMetric } from './define-trade-metric.ts';
import { longestRun } from './longest-run.ts';

const ofTrades = { group: 'trade', unit: 'ratio', better: 'higher' } as const;
const money = { ...ofTrades, unit: 'money' } as const;
const PLATFORMS = 'Common in trading platforms';
const NET = 'Net of commission; closed trades only.';

/** How many round trips have closed. */
export const tradeCount: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'tradeCount',
    name: 'Trades',
    ...ofTrades,
    unit: 'count',
    better: 'neither',
    formula: 'closed round trips',
    convention: 'A closing fill ends a trade or its part; a trade still open at the end is not counted.',
    source: 'Count',
  },
  (trades) => trades.length,
  0,
);

/** The share of trades that gained. */
export const winRate: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'winRate',
    name: 'Win rate',
    ...ofTrades,
    unit: 'fraction',
    formula: 'trades with net profit > 0 / trades',
    convention: `${NET} Break-even is not a win.`,
    source: PLATFORMS,
  },
  (trades) => winners(trades).length / trades.length,
);

/** Gains over losses. */
export const profitFactor: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'profitFactor',
    name: 'Profit factor',
    ...ofTrades,
    formula: 'sum of net profits / |sum of net losses|',
    convention: NET,
    source: PLATFORMS,
  },
  (trades) => {
    const lost = -netProfitOf(losers(trades));
    return lost === 0 ? 'no_losses' : netProfitOf(winners(trades)) / lost;
  },
);

/** The mean gain over the mean loss. */
export const payoffRatio: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'payoffRatio',
    name: 'Payoff ratio',
    ...ofTrades,
    formula: 'average win / average loss',
    convention: NET,
    source: PLATFORMS,
  },
  (trades) => {
    const [won, lost] = [winners(trades), losers(trades)];
    if (lost.length === 0) return 'no_losses';
    return won.length === 0 ? 'no_wins' : netProfitOf(won) / won.length / (-netProfitOf(lost) / lost.length);
  },
);

/** Mean net profit of a trade. */
export const expectancy: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'expectancy',
    name: 'Expectancy',
    ...money,
    formula: 'mean net profit',
    convention: NET,
    source: 'Tharp, Trade Your Way to Financial Freedom (1998)',
  },
  (trades) => netProfitOf(trades) / trades.length,
);

/** Net profit of all trades. */
export const netProfit: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'netProfit',
    name: 'Net profit of trades',
    ...money,
    formula: 'sum of net profits',
    convention: `${NET} Differs from the gain in equity by what is still open.`,
    source: PLATFORMS,
  },
  netProfitOf,
  0,
);

/** Mean net profit of the trades that gained. */
export const averageWin: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'averageWin',
    name: 'Average win',
    ...money,
    formula: 'mean of net profits > 0',
    convention: NET,
    source: PLATFORMS,
  },
  (trades) => {
    const won = winners(trades);
    return won.length === 0 ? 'no_wins' : netProfitOf(won) / won.length;
  },
);

/** Mean net loss of the trades that lost, a negative amount. */
export const averageLoss: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'averageLoss',
    name: 'Average loss',
    ...money,
    formula: 'mean of net profits < 0',
    convention: `${NET} Negative.`,
    source: PLATFORMS,
  },
  (trades) => {
    const lost = losers(trades);
    return lost.length === 0 ? 'no_losses' : netProfitOf(lost) / lost.length;
  },
);

/** The best trade. */
export const largestWin: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  { id: 'largestWin', name: 'Largest win', ...money, formula: 'max net profit', convention: NET, source: PLATFORMS },
  (trades) => {
    const best = trades.reduce((most, trade) => Math.max(most, trade.netProfit), -Infinity);
    return best > 0 ? best : 'no_wins';
  },
);

/** The worst trade, a negative amount. */
export const largestLoss: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'largestLoss',
    name: 'Largest loss',
    ...money,
    formula: 'min net profit',
    convention: `${NET} Negative.`,
    source: PLATFORMS,
  },
  (trades) => {
    const worst = trades.reduce((least, trade) => Math.min(least, trade.netProfit), Infinity);
    return worst < 0 ? worst : 'no_losses';
  },
);

/** How long a trade lasts. */
export const averageBarsHeld: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'averageBarsHeld',
    name: 'Average holding time',
    ...ofTrades,
    unit: 'bars',
    better: 'neither',
    formula: 'mean bars held',
    convention: 'Closed bars between the first fill and the exit.',
    source: PLATFORMS,
  },
  (trades) => trades.reduce((sum, trade) => sum + trade.barsHeld, 0) / trades.length,
);

/** The longest run of losing trades. */
export const maxConsecutiveLosses: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'maxConsecutiveLosses',
    name: 'Longest losing streak',
    ...ofTrades,
    unit: 'count',
    better: 'lower',
    formula: 'longest run of net profits < 0',
    convention: 'In the order of closing; break-even ends a run.',
    source: PLATFORMS,
  },
  (trades) => longestRun(trades.length, (i) => trades[i].netProfit < 0),
);

/** The longest run of winning trades. */
export const maxConsecutiveWins: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'maxConsecutiveWins',
    name: 'Longest winning streak',
    ...ofTrades,
    unit: 'count',
    formula: 'longest run of net profits > 0',
    convention: 'In the order of closing; break-even ends a run.',
    source: PLATFORMS,
  },
  (trades) => longestRun(trades.length, (i) => trades[i].netProfit > 0),
);

/** Commission of all closed trades. */
export const totalCommission: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'totalCommission',
    name: 'Commission of trades',
    ...money,
    better: 'lower',
    formula: 'sum of commissions',
    convention: 'Entry share and exit of closed trades.',
    source: PLATFORMS,
  },
  (trades) => trades.reduce((sum, trade) => sum + trade.commission, 0),
  0,
);

/** The t statistic of the mean trade. */
export const sqn: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'sqn',
    name: 'System quality number',
    ...ofTrades,
    formula: 'sqrt(n) * mean / std of net profits',
    convention: 'Sample standard deviation (n - 1); of money, so trades of growing size weigh more.',
    source: 'Tharp, Definitive Guide to Position Sizing (2008)',
  },
  (trades) => {
    if (trades.length < 2) return 'insufficient_data';
    const mean = netProfitOf(trades) / trades.length;
    const square = trades.reduce((sum, trade) => sum + (trade.netProfit - mean) ** 2, 0) / (trades.length - 1);
    const deviation = Math.sqrt(square);
    return deviation <= 1e-12 * Math.abs(mean) ? 'zero_variance' : (Math.sqrt(trades.length) * mean) / deviation;
  },
);

/** The share of bars on whose close a closed trade was held. */
export const exposureTime: TradeMetric = /* @__PURE__ */ defineTradeMetric(
  {
    id: 'exposureTime',
    name: 'Time in the market',
    ...ofTrades,
    unit: 'fraction',
    better: 'neither',
    formula: 'bars whose close saw a trade / bars',
    convention: 'Of closed trades; overlapping parts of one position count once.',
    source: PLATFORMS,
  },
  (trades, { bars }) => (bars === undefined || bars <= 0 ? 'insufficient_data' : barsCovered(trades) / bars),
  0,
);

const netProfitOfOne = (sum: number, trade: Trade): number => sum + trade.netProfit;

function netProfitOf(trades: readonly Trade[]): number {
  return trades.reduce(netProfitOfOne, 0);
}

function winners(trades: readonly Trade[]): Trade[] {
  return trades.filter((trade) => trade.netProfit > 0);
}

function losers(trades: readonly Trade[]): Trade[] {
  return trades.filter((trade) => trade.netProfit < 0);
}

/** How many bars lie in the union of the trades' stretches [entryBar, entryBar + barsHeld). */
function barsCovered(trades: readonly Trade[]): number {
  let covered = 0;
  let end = -1;
  for (const { entryBar, barsHeld } of trades.toSorted((a, b) => a.entryBar - b.entryBar)) {
    covered += Math.max(0, entryBar + barsHeld - Math.max(entryBar, end));
    end = Math.max(end, entryBar + barsHeld);
  }
  return covered;
}
