// The same idea twice: as columns and a decision, and as a class that sees one bar at a time.
import {
  backtest,
  BaseStrategy,
  defineStrategy,
  FLAT,
  HOLD,
  LONG,
  rsi,
  syntheticBars,
  z,
  type BarEvent,
} from 'tidemark';

const params = z.object({ low: z.number().default(30), high: z.number().default(55) });

const columns = defineStrategy({
  name: 'dip',
  params,
  columns: ({ close }) => ({ rsi: rsi(close, 14) }),
  decide: ({ rsi }, i, { low, high }) => (rsi[i]! < low ? LONG : rsi[i]! > high ? FLAT : HOLD),
});

class Dip extends BaseStrategy<z.output<typeof params>> {
  static readonly params = params;
  readonly #rsi = rsi.stream(14);

  onBar({ bar }: BarEvent): number {
    const value = this.#rsi.update(bar.close);
    if (value < this.params.low) return this.createBuySignal(bar);
    if (value > this.params.high) return this.createNeutralSignal(bar);
    return this.createHoldSignal(bar);
  }
}

const bars = syntheticBars({ seed: 11, bars: 5_000, timeframe: '1h' });
const [first, second] = [columns(), new Dip()].map((strategy) => backtest(bars, { strategy }));
console.log(first!.trades.length > 0, first!.finalEquity === second!.finalEquity); // => true true
console.log(first!.manifest.orderHash === second!.manifest.orderHash); // => true
