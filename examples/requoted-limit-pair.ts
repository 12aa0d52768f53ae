// Market making: a bid and an offer around the close, quoted anew after each bar. What it earns is the spread and the
// maker's rebate; what it fears is a price that runs through its quotes.
import { backtest, defineStrategy, instrument, syntheticBars, z } from 'tidemark';
import { makerTaker } from 'tidemark/execution';

const maker = defineStrategy({
  name: 'maker',
  params: z.object({ half: z.number().positive(), lean: z.number().min(0), most: z.number().positive() }),
  columns: ({ close }) => ({ close }),
  orders: ({ position: { quantity: held } }, book, { close }, i, { half, lean, most }) => {
    const middle = close[i]! - lean * held; // the next fill is more likely one that takes back what is held
    const working = book.working();
    for (const side of [1, -1]) {
      const quoted = working.find(({ quantity }) => quantity === side);
      const quote = { type: 'limit', quantity: side, limitPrice: middle - side * half } as const;
      if (side * held >= most) {
        if (quoted !== undefined) book.cancel(quoted.id);
      } else if (quoted === undefined) book.submit(quote);
      else book.replace(quoted.id, quote);
    }
  },
});

const coin = instrument('COIN', { tickSize: 0.01 });
const bars = syntheticBars({ seed: 3, bars: 3_000, timeframe: '1m', instrument: coin });
const commission = makerTaker({ maker: -0.00005, taker: 0.0004 });

// A quote that the price only touches may have had others in front of it: `through` counts those it went past.
for (const limitTouch of ['touch', 'through'] as const) {
  for (const lean of [0, 0.01]) {
    const strategy = maker({ half: 0.05, lean, most: 10 });
    const { fills, finalEquity } = backtest(bars, { strategy, commission, limitTouch });
    console.log(`${limitTouch}, lean ${lean}: ${fills.length} fills, ${(finalEquity - 10_000).toFixed(2)}`);
  }
}
// => touch, lean 0: 428 fills, 4.37
// => touch, lean 0.01: 526 fills, 3.75
// => through, lean 0: 224 fills, -5.33
// => through, lean 0.01: 314 fills, 1.50
