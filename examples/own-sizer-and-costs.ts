// A future with ticks, lots and a multiplier; a sizer and a commission of one's own.
import { backtest, commission, halfSpread, instrument, smaCross, syntheticBars } from 'tidemark';
import type { Sizer } from 'tidemark/risk';

const es = instrument('ES', { tickSize: 0.25, lotSize: 1, multiplier: 50 });

/** As many contracts as lose at most a hundredth of the equity on a move of 20 points. */
const hundredthPer20Points: Sizer = {
  name: 'hundredthPer20Points',
  quantity: ({ equity, instrument: { multiplier } }) => (0.01 * equity) / (20 * multiplier),
};

const bars = syntheticBars({ seed: 5, bars: 2_000, timeframe: '1h', instrument: es, startPrice: 4_000 });
const result = backtest(bars, {
  strategy: smaCross({ side: 'both' }),
  capital: 1_000_000,
  sizer: hundredthPer20Points,
  commission: commission({ perUnit: 2.25 }),
  slippage: halfSpread({ ticks: 1 }),
});

const whole = result.fills.every(({ quantity }) => Number.isInteger(quantity));
const onTick = result.fills.every(({ price }) => Number.isInteger(price / 0.25));
console.log(result.fills.length > 0, whole, onTick); // => true true true
