// Two ideas weighed by their volatility while the market is calm; nothing while it is wild. And the same without regimes.
import { audit, backtest, bps, cagr, maxDrawdown, smaCross } from 'tidemark';
import { csvSource, sampleSp500Path } from 'tidemark/node';
import { byRegime, confirm, processed, rsiReversion, volatilityRegime, weighted } from 'tidemark/strategies';

const source = csvSource({ path: sampleSp500Path(), instrument: 'SPX' });
const { data: bars } = await source.bars({ from: Date.UTC(2014, 0, 1) });

const trend = processed(smaCross({ fast: 20, slow: 50 }), confirm(3)); // three closes in a row, to trade less
const both = weighted([{ strategy: trend }, { strategy: rsiReversion({ oversold: 40, overbought: 65 }) }], {
  weights: { by: 'inverse-volatility', lookback: 60 },
  name: 'trend-and-reversion',
});

const volatility = volatilityRegime({ lookback: 20, history: 250, quantiles: [0.8] });
const adaptive = byRegime(volatility, { calm: both, wild: 'flat' }, { hysteresis: 3, handOver: { blend: 5 } });
console.log(adaptive.name); // => volatility-regime(calm: trend-and-reversion, wild: flat)

const { index, warmup } = volatility.over(bars);
const wild = index.filter((label) => volatility.labels[label] === 'wild').length;
console.log(wild, 'wild bars of', bars.length - warmup); // => 271 wild bars of 1314

for (const strategy of [both, adaptive]) {
  const { equity, trades } = backtest(bars, { strategy, commission: bps(2) });
  const [growth, worst] = [cagr(equity), maxDrawdown(equity)].map(({ value }) => (100 * (value ?? NaN)).toFixed(1));
  console.log(trades.length, 'trades,', growth, '% a year,', worst, '% at worst');
}
// => 76 trades, 4.9 % a year, 19.3 % at worst
// => 84 trades, 4.2 % a year, 8.6 % at worst

console.log(audit(bars, { strategy: adaptive }).clean); // => true
