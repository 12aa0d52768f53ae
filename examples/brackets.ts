// Brackets: an entry with its way out, as a plan. Where one bar touches both stop and target, it does not show which was
// first: such bars are listed, and `sameBar` says what is made of them.
import { atr, backtest, bps, defineStrategy, FLAT, LONG, sma, syntheticBars, z } from 'tidemark';

const dip = defineStrategy({
  name: 'dip',
  params: z.object({ exit: z.enum(['target', 'trail']).default('target') }),
  columns: ({ high, low, close }) => ({ close, trend: sma(close, 50), range: atr(high, low, close, 14) }),
  decide: ({ close, trend }, i) => (close[i]! > trend[i]! ? LONG : FLAT),
  plan: ({ price }, _position, { range }, i, { exit }) => {
    const width = 0.6 * range[i]!;
    if (exit === 'target') return { stop: price - width, target: price + width };
    // Asked again while the entry waits: the limit follows the price. The trail reads its column anew at each close.
    return { type: 'limit', limitPrice: price - width, trail: { column: 'range', multiple: 3 } };
  },
});

const bars = syntheticBars({ seed: 5, bars: 3_000, timeframe: '1h' });
const options = { commission: bps(1), reenter: 'nextBar' } as const; // after a stop or a target it may go in again

for (const sameBar of ['stop', 'nearest', 'optimistic'] as const) {
  const { trades, finalEquity, ambiguities } = backtest(bars, { strategy: dip(), sameBar, ...options });
  const both = ambiguities.length;
  console.log(`${sameBar}: ${trades.length} trades, ${both} unclear bars, ${finalEquity.toFixed(0)}`);
}
// => stop: 657 trades, 6 unclear bars, 8621
// => nearest: 657 trades, 6 unclear bars, 8696
// => optimistic: 657 trades, 6 unclear bars, 8775

const { orders, ambiguities } = backtest(bars, { strategy: dip(), ...options });
const [unclear] = ambiguities;
console.log(new Date(unclear!.time).toISOString(), unclear!.kind); // => 2020-01-20T23:00:00.000Z stopAndTarget
for (const id of unclear!.orders) {
  const { leg, status, reason } = orders[id - 1]!;
  console.log(`${leg}: ${reason ?? status}`);
}
// => stop: filled
// => target: POSITION_CLOSED

const trailing = backtest(bars, { strategy: dip({ exit: 'trail' }), ...options });
const stopped = trailing.orders.filter(({ leg, status }) => leg === 'stop' && status === 'filled').length;
console.log(stopped, 'of', trailing.trades.length, 'ended by the trail'); // => 42 of 146 ended by the trail
