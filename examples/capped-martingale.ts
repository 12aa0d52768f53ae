// The capped martingale: twice the stake after each loss, up to a cap. On prices that owe nobody anything it changes how
// results are spread, and what the worst of them is.
import { backtest, BaseStrategy, maxDrawdown, syntheticBars, z, type BarEvent, type Fill } from 'tidemark';

const params = z.object({ cap: z.int().min(1) }); // the largest stake, in multiples of the first

class Martingale extends BaseStrategy<z.output<typeof params>> {
  static readonly params = params;
  #stake = 1;
  #entry = NaN;

  onBar({ bar: { close } }: BarEvent): void {
    if (this.position.quantity !== 0 || this.workingOrders.length > 0) return;
    this.buy(20 * this.#stake, { legs: { stop: 0.98 * close, target: 1.02 * close } });
  }

  override onFill({ effect, price }: Fill): void {
    if (effect === 'open') this.#entry = price;
    else this.#stake = price > this.#entry ? 1 : Math.min(2 * this.#stake, this.params.cap);
  }
}

const bars = syntheticBars({ seed: 1, bars: 10_000, timeframe: '1h' });
for (const cap of [1, 8, 32]) {
  const { trades, equity, finalEquity } = backtest(bars, { strategy: new Martingale({ cap }), capital: 100_000 });
  const profits = trades.map(({ netProfit }) => netProfit);
  const won = profits.filter((profit) => profit > 0).length;
  const worst = (100 * (maxDrawdown(equity).value ?? NaN)).toFixed(1);
  console.log(`cap ${cap}: ${won} of ${profits.length} won, ${(finalEquity - 100_000).toFixed(0)} in all`);
  console.log(`  the worst ${Math.min(...profits).toFixed(0)}, ${worst} % down`);
}
// => cap 1: 44 of 91 won, -155 in all
// =>   the worst -44, 0.4 % down
// => cap 8: 44 of 91 won, -1107 in all
// =>   the worst -321, 1.9 % down
// => cap 32: 44 of 91 won, -2037 in all
// =>   the worst -1169, 3.9 % down
