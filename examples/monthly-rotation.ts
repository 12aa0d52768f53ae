// Rotation: at the turn of each month the equity goes to the two of six instruments that rose the most in half a year.
import { backtest, bps, cagr, maxDrawdown, z } from 'tidemark';
import { correlatedBars } from 'tidemark/data';
import { roc } from 'tidemark/indicators';
import { definePortfolio, largest } from 'tidemark/strategies';

const rotation = definePortfolio({
  name: 'rotation',
  params: z.object({ lookback: z.int().min(1).default(126), top: z.int().min(1).default(2) }),
  columns: ({ close }, { lookback }) => ({ momentum: roc(close, lookback) }),
  weights: ({ momentum }, out, { top }) => {
    for (const k of largest(momentum, top)) if (momentum[k]! > 0) out[k] = 1 / top; // the rest stays 0: sold
  },
  rebalance: '1M',
});

const markets = ['A', 'B', 'C', 'D', 'E', 'F'].map((instrument) => ({ instrument }));
const all = correlatedBars({ seed: 7, bars: 1_500, timeframe: '1d', markets, correlation: 0.3 });
const bars = Object.fromEntries(all.map((series) => [series.symbol, series]));

for (const top of [1, 2]) {
  const { equity, fills } = backtest(bars, { portfolio: rotation({ top }), commission: bps(2) });
  const [growth, worst] = [cagr(equity), maxDrawdown(equity)].map(({ value }) => (100 * (value ?? NaN)).toFixed(1));
  console.log(`top ${top}: ${fills.length} fills, ${growth} % a year, ${worst} % at worst`);
}
// => top 1: 41 fills, 11.1 % a year, 25.1 % at worst
// => top 2: 110 fills, 12.2 % a year, 14.1 % at worst

// Decided at the close of the first day of a month, filled at the open of the second.
const { fills } = backtest(bars, { portfolio: rotation(), commission: bps(2) });
for (const { time, effect, symbol, quantity } of fills.slice(0, 5)) {
  console.log(new Date(time).toISOString().slice(0, 10), effect, symbol, quantity.toFixed(1));
}
// => 2020-06-02 open D 42.7
// => 2020-06-02 open E 43.5
// => 2020-07-02 close E -2.0
// => 2020-07-02 open D 2.2
// => 2020-08-02 close D -44.9
