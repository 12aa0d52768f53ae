// A model decides: above a probability of 0.7 it buys, below 0.3 it sells, in between it is flat. Once as a class that
// asks bar by bar, once as `mlStrategy`, which asks about all bars at once; they trade alike, to the bit.
import { audit, backtest, BaseStrategy, bps, rsi, syntheticBars, z, type BarEvent, type Signal } from 'tidemark';
import { featureSet, simpleReturn, technical } from 'tidemark/features';
import type { Classifier, Matrix } from 'tidemark/market';
import { mlStrategy } from 'tidemark/strategies';

const features = featureSet([simpleReturn(5), technical(rsi, [14])]);

/** Stands for a model that was fitted on earlier bars: a logistic curve over two features. */
class Logistic implements Classifier {
  readonly name = 'logistic';
  readonly features = features.names;

  predictProba(row: Float64Array): number;
  predictProba(rows: Matrix): Float64Array;
  predictProba(asked: Float64Array | Matrix): number | Float64Array {
    if (asked instanceof Float64Array) return 1 / (1 + Math.exp(40 * asked[0]! + 0.03 * (asked[1]! - 50)));
    const { rows, columns, data } = asked;
    const row = (i: number) => data.subarray(i * columns, (i + 1) * columns);
    return Float64Array.from({ length: rows }, (_, i) => this.predictProba(row(i)));
  }

  predict(row: Float64Array): number;
  predict(rows: Matrix): Float64Array;
  predict(asked: Float64Array | Matrix): number | Float64Array {
    if (asked instanceof Float64Array) return Number(this.predictProba(asked) > 0.5);
    return this.predictProba(asked).map((probability) => Number(probability > 0.5));
  }
}

const model = new Logistic();
const params = z.object({ buy: z.number().default(0.7), sell: z.number().default(0.3) });

class ThresholdStrategy extends BaseStrategy<z.output<typeof params>> {
  static readonly params = params;
  readonly #pipeline = features.pipeline();

  onBar({ bar }: BarEvent): Signal {
    const row = this.#pipeline.transform(bar);
    if (row.some(Number.isNaN)) return this.createHoldSignal(bar); // warming up
    const probability = model.predictProba(row);
    this.record('probability', probability);
    if (probability > this.params.buy) return this.createBuySignal(bar);
    if (probability < this.params.sell) return this.createSellSignal(bar);
    return this.createNeutralSignal(bar);
  }
}

const bars = syntheticBars({ seed: 15, bars: 4_000, timeframe: '1h' });
const inColumns = mlStrategy({ model, pipeline: features.pipeline() });
const [one, other] = [new ThresholdStrategy(), inColumns()].map((strategy) => {
  return backtest(bars, { strategy, commission: bps(2) });
});
console.log(one!.trades.length, 'trades'); // => 134 trades
console.log(one!.finalEquity === other!.finalEquity); // => true
console.log(one!.manifest.fillHash === other!.manifest.fillHash); // => true
console.log(audit(bars, { strategy: new ThresholdStrategy() }).clean); // => true
