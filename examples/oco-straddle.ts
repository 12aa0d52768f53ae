// A straddle: each night a stop above the last hours' range and one below it. The first that is touched cancels the
// other, whose price becomes the stop of the position; the evening closes what is left.
import { backtest, bps, defineStrategy, syntheticBars } from 'tidemark';
import { highest, lowest } from 'tidemark/indicators';

const straddle = defineStrategy({
  name: 'straddle',
  columns: ({ time, high, low }) => ({
    hour: time.map((open) => new Date(open).getUTCHours()),
    top: highest(high, 2),
    bottom: lowest(low, 2),
  }),
  orders: ({ position }, book, { hour, top, bottom }, i) => {
    if (hour[i] === 20 && position.quantity !== 0) {
      book.submit({ type: 'market', quantity: -position.quantity, reduceOnly: true, tag: 'evening' });
    }
    if (hour[i] !== 1) return;
    const terms = { type: 'stop', ocoGroup: `bar ${i}`, timeoutBars: 12 } as const;
    book.submit({ ...terms, quantity: 50, stopPrice: top[i]!, legs: { stop: bottom[i]! }, tag: 'up' });
    book.submit({ ...terms, quantity: -50, stopPrice: bottom[i]!, legs: { stop: top[i]! }, tag: 'down' });
  },
});

const bars = syntheticBars({ seed: 4, bars: 24 * 250, timeframe: '1h' });
const { orders, trades, ambiguities } = backtest(bars, { strategy: straddle(), commission: bps(1) });

const entries = orders.filter(({ ocoGroup }) => ocoGroup !== undefined);
const filled = entries.filter(({ status }) => status === 'filled');
const takenBack = entries.filter(({ reason }) => reason === 'OCO');
console.log(filled.length, 'filled,', takenBack.length, 'taken back'); // => 250 filled, 250 taken back

for (const exit of ['evening', 'up', 'down']) {
  const ended = trades.filter(({ exitTag }) => exitTag === exit); // a leg has the tag of its entry
  const profit = ended.reduce((sum, { netProfit }) => sum + netProfit, 0);
  console.log(`${exit}: ${ended.length} trades, ${profit.toFixed(0)}`);
}
// => evening: 95 trades, 3384
// => up: 85 trades, -1678
// => down: 70 trades, -1395

// Bars that went through both: which came first they do not show.
for (const { bar, kind } of ambiguities) console.log(bar, kind);
// => 1514 bothEntries
// => 3002 bothEntries
// => 3002 legInEntryBar
