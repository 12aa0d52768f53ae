// A pyramid: what goes right is added to, a part for every two average ranges that the price has gone, and each part has
// a stop that follows the price. Each part risks the same; a trend pays for several.
import { atr, backtest, bps, defineStrategy, maxDrawdown, syntheticBars, z } from 'tidemark';
import { fixedLeverage } from 'tidemark/execution';
import { highest } from 'tidemark/indicators';

const pyramid = defineStrategy({
  name: 'pyramid',
  params: z.object({ parts: z.int().min(1), lookback: z.int().min(2).default(40) }),
  columns: ({ high, low, close }, { lookback }) => {
    return { close, highest: highest(high, lookback), range: atr(high, low, close, 20) };
  },
  orders: ({ equity, position: { quantity, lots } }, book, { close, highest, range }, i, { parts }) => {
    const last = lots.at(-1);
    const enters = quantity === 0 && close[i]! > highest[i - 1]!;
    const adds = last !== undefined && lots.length < parts && close[i]! > last.price + 2 * range[i]!;
    if (!enters && !adds) return;
    const units = (0.01 * equity) / (4 * range[i]!); // its stop costs a hundredth of the equity
    const legs = { trail: { column: 'range', multiple: 4 } };
    book.submit({ type: 'market', quantity: units, legs, tag: enters ? 'first' : 'added' });
  },
});

const bars = syntheticBars({ seed: 8, bars: 2_000, timeframe: '4h' });
const costs = { commission: bps(2), margin: fixedLeverage(5) };
for (const parts of [1, 2, 4]) {
  // In lots: each stop closes the part that it belongs to.
  const { trades, equity, finalEquity } = backtest(bars, { strategy: pyramid({ parts }), costing: 'fifo', ...costs });
  const added = trades.filter(({ tag }) => tag === 'added').length;
  const worst = (100 * (maxDrawdown(equity).value ?? NaN)).toFixed(1);
  console.log(`${trades.length} trades, ${added} added: ${finalEquity.toFixed(0)}, ${worst} % at worst`);
}
// => 19 trades, 0 added: 10991, 2.8 % at worst
// => 32 trades, 13 added: 11652, 3.7 % at worst
// => 48 trades, 29 added: 12060, 6.2 % at worst
