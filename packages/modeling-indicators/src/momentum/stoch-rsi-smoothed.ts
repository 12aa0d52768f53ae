import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { RollingSum } from '../kernels/rolling-sum.ts';
import { StochasticStrength } from '../kernels/stochastic-strength.ts';

type Output = 'k' | 'd';
type Periods = [rsi: number, stoch: number, k: number, d: number];

class SmoothedStochasticStrength implements Kernel<[value: number], Output> {
  readonly #answer: Record<Output, number> = answerOf('k', 'd');
  readonly raw: StochasticStrength;
  readonly k: RollingSum;
  readonly d: RollingSum;

  constructor(rsi: number, stoch: number, k: number, d: number) {
    this.raw = new StochasticStrength(rsi, stoch);
    this.k = new RollingSum(k, k);
    this.d = new RollingSum(d, d);
  }

  update(value: number): StreamResult<Output> {
    const answer = this.#answer;
    answer.k = this.k.update(this.raw.update(value));
    answer.d = this.d.update(answer.k);
    return answer;
  }
}

function stochRsiSmoothedBatch(values: Float64Array, ...periods: Periods): Record<Output, Float64Array> {
  const k = new Float64Array(values.length);
  const d = new Float64Array(values.length);
  const kernel = new SmoothedStochasticStrength(...periods);
  for (let i = 0; i < k.length; i++) ({ k: k[i], d: d[i] } = kernel.update(values[i]));
  return { k, d };
}

function check(name: string, rsi: number, stoch: number, k: number, d: number): void {
  assertPeriod(name, rsi, 'rsi');
  assertPeriod(name, stoch, 'stoch');
  assertPeriod(name, k, 'k');
  assertPeriod(name, d, 'd');
}

/**
 * Stochastic RSI of charts: where the RSI stands in its own range of the last `stoch` bars, smoothed by a mean (`k`), and
 * a mean of that (`d`).
 *
 * Where the RSI has no range it counts as 50.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the outputs NaN until as many further values are known as at the start
 * @param rsi smoothing length of the RSI in bars, integer ≥ 1 (usually 14)
 * @param stoch bars of the range, integer ≥ 1 (usually 14)
 * @param k bars in the mean that is `k`, integer ≥ 1 (usually 3)
 * @param d bars in the mean that is `d`, integer ≥ 1 (usually 3)
 * @returns `k` and `d`, each of shape [n], unit 0..100; `k` begins on row rsi + stoch + k - 2, `d` `d - 1` rows later
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Chande and Kroll, The New Technical Trader (1994). Golden: the formula as TradingView has it.
 * @example stochRsiSmoothed(Float64Array.of(1, 2, 1, 2, 1), 2, 2, 2, 1).k // => [NaN, NaN, NaN, NaN, 50]
 */
export const stochRsiSmoothed: Indicator<Periods, [value: number], Output> = /* @__PURE__ */ defineIndicator({
  name: 'stochRsiSmoothed',
  inputs: ['value'],
  outputs: ['k', 'd'],
  check,
  lookback: (rsi, stoch, k, d) => rsi + stoch + k + d - 3,
  batch: stochRsiSmoothedBatch,
  stream: (rsi, stoch, k, d) => new SmoothedStochasticStrength(rsi, stoch, k, d),
});
