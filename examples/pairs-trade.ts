// A pairs trade: two prices that belong together. Where they are two deviations apart, half of the equity is long the
// cheap one and half short the dear one, until they have met.
import { backtest, bps, maxDrawdown, syntheticBars, z, type BarSeries } from 'tidemark';
import { zScore } from 'tidemark/indicators';
import { barSeries, normalRandom, seededRandom } from 'tidemark/market';
import { definePortfolio, onClock } from 'tidemark/strategies';

const one = syntheticBars({ seed: 21, bars: 1_500, timeframe: '1d', instrument: 'ONE' });
const two = shifted(one);

const pairsTrade = (a: BarSeries, b: BarSeries) =>
  definePortfolio({
    name: 'pairs-trade',
    params: z.object({ lookback: z.int().default(40), enter: z.number().default(2), leave: z.number().default(0.5) }),
    // Each instrument looks at the other: the deviation of the one is that of the other with its sign changed.
    columns: (bars, { lookback }) => {
      const other = onClock(bars, bars.symbol === a.symbol ? b : a, ({ close }) => close);
      return {
        z: zScore(
          bars.close.map((price, i) => Math.log(price / other[i]!)),
          lookback,
        ),
      };
    },
    weights: ({ z }, out, { enter, leave }) => {
      for (let k = 0; k < out.length; k++) {
        const apart = Math.abs(z[k]!);
        out[k] = apart > enter ? -0.5 * Math.sign(z[k]!) : apart < leave ? 0 : NaN; // NaN keeps what is held
      }
    },
    rebalance: 1,
  });

const portfolio = pairsTrade(one, two)();
const result = backtest({ ONE: one, TWO: two }, { portfolio, commission: bps(2) });
console.log(result.symbols.join(' and '), result.fills.length, 'fills'); // => ONE and TWO 346 fills
const worst = (100 * (maxDrawdown(result.equity).value ?? NaN)).toFixed(1);
console.log(result.finalEquity.toFixed(0), worst, '% at worst'); // => 15093 3.0 % at worst

/** The same prices, apart by a deviation that forgets half of itself in about a week. */
function shifted(bars: BarSeries): BarSeries {
  const normal = normalRandom(seededRandom(22));
  let deviation = 0;
  const factor = bars.close.map(() => Math.exp((deviation = 0.9 * deviation + 0.01 * normal())));
  const times = (prices: Float64Array): Float64Array => prices.map((price, i) => price * factor[i]!);
  const { time, open, high, low, close, volume } = bars;
  const columns = { time, open: times(open), high: times(high), low: times(low), close: times(close), volume };
  return barSeries(columns, { instrument: 'TWO', timeframe: '1d' });
}
