// A grid: limit orders below the price, each sold one step higher, and laid again when it was. It earns small sums for
// as long as the price stays, and is left with everything when the price goes away.
import { backtest, bps, defineStrategy, syntheticBars, z } from 'tidemark';

const grid = defineStrategy({
  name: 'grid',
  params: z.object({ top: z.number(), step: z.number().positive(), levels: z.int().min(1), units: z.number() }),
  columns: ({ close }) => ({ close }),
  orders: (_account, book, { close }, i, { top, step, levels, units }) => {
    // A level is busy while its order waits, or the leg that sells what it bought: both carry its tag.
    const busy = new Set(book.working().map(({ tag }) => tag));
    for (let level = 1; level <= levels; level++) {
      const limitPrice = top - level * step;
      const tag = `level ${level}`;
      if (busy.has(tag) || close[i]! < limitPrice) continue;
      book.submit({ type: 'limit', quantity: units, limitPrice, legs: { target: limitPrice + step }, tag });
    }
  },
});

const bars = syntheticBars({ seed: 16, bars: 24 * 180, timeframe: '1h' });
const strategy = grid({ top: 108, step: 2, levels: 12, units: 5 });
// In lots, so that a leg sells what its own order bought, and a trade is one step of the grid.
const result = backtest(bars, { strategy, commission: bps(2), costing: 'fifo' });

const { trades, openTrades, finalEquity } = result;
const profits = new Set(trades.map(({ grossProfit }) => grossProfit.toFixed(2)));
console.log(trades.length, 'round trips, each of', ...profits); // => 15 round trips, each of 10.00
console.log('held:', ...openTrades.map(({ tag }) => tag)); // => held: level 4 level 5 level 6 level 7 level 8 level 9
const won = trades.reduce((sum, { netProfit }) => sum + netProfit, 0);
const lost = openTrades.reduce((sum, { netProfit }) => sum + netProfit, 0);
console.log(won.toFixed(2), lost.toFixed(2), (finalEquity - 10_000).toFixed(2)); // => 147.20 -188.17 -40.97
