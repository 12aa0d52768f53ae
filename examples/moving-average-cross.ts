// Twenty years of the S&P 500, one crossing of two averages, the report as a page.
import { analyze, backtest, bps, buyAndHold, cagr, maxDrawdown, smaCross, toHtml } from 'tidemark';
import { csvSource, sampleSp500Path } from 'tidemark/node';

const source = csvSource({ path: sampleSp500Path(), instrument: 'SPX' });
const { data: bars, report } = await source.bars({ from: Date.UTC(2014, 0, 1) }); // where opens are real
console.log(report.bars, 'bars of', report.rows, 'rows'); // => 1584 bars of 5105 rows

const result = backtest(bars, { strategy: smaCross({ fast: 20, slow: 50 }), commission: bps(2) });
console.log(result.trades.length, 'trades'); // => 19 trades
console.log((100 * (cagr(result.equity).value ?? NaN)).toFixed(1), '% a year'); // => 4.4 % a year
console.log((100 * (maxDrawdown(result.equity).value ?? NaN)).toFixed(1), '% at worst'); // => 12.2 % at worst

const page = toHtml(analyze(result, { benchmark: buyAndHold }));
console.log(page.length < 1_000_000); // => true
