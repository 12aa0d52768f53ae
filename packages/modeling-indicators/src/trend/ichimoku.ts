import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { RangeMiddle } from '../kernels/range-middle.ts';

type BarInputs = [high: number, low: number];
type Params = [tenkan: number, kijun: number, senkou: number];
type IchimokuOutput = 'tenkan' | 'kijun' | 'spanA' | 'spanB';

class IchimokuLines implements Kernel<BarInputs, IchimokuOutput> {
  readonly #answer: Record<IchimokuOutput, number> = answerOf('tenkan', 'kijun', 'spanA', 'spanB');
  readonly tenkan: RangeMiddle;
  readonly kijun: RangeMiddle;
  readonly senkou: RangeMiddle;

  constructor(tenkan: number, kijun: number, senkou: number) {
    this.tenkan = new RangeMiddle(tenkan);
    this.kijun = new RangeMiddle(kijun);
    this.senkou = new RangeMiddle(senkou);
  }

  update(high: number, low: number): StreamResult<IchimokuOutput> {
    const answer = this.#answer;
    answer.tenkan = this.tenkan.update(high, low);
    answer.kijun = this.kijun.update(high, low);
    answer.spanA = (answer.tenkan + answer.kijun) / 2;
    answer.spanB = this.senkou.update(high, low);
    return answer;
  }
}

function ichimokuBatch(high: Float64Array, low: Float64Array, ...params: Params): BatchResult<IchimokuOutput> {
  const length = high.length;
  const tenkan = new Float64Array(length);
  const kijun = new Float64Array(length);
  const spanA = new Float64Array(length);
  const spanB = new Float64Array(length);
  const kernel = new IchimokuLines(...params);
  for (let i = 0; i < length; i++)
    ({ tenkan: tenkan[i], kijun: kijun[i], spanA: spanA[i], spanB: spanB[i] } = kernel.update(high[i], low[i]));
  return { tenkan, kijun, spanA, spanB };
}

/**
 * Ichimoku Cloud: the middles between highest high and lowest low over a short, a medium and a long window.
 *
 * `spanA` lies half way between `tenkan` and `kijun`, `spanB` is the middle of the long window. Every value stands on the bar on
 * which it is computed: to draw the cloud, shift both spans forward by `kijun` bars. The lagging line is the close itself, drawn
 * as many bars back, so it is no column here.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes each output NaN until its window is known again
 * @param low lowest price per bar, shape [n]
 * @param tenkan bars of the short window, integer ≥ 1 (Hosoda took 9)
 * @param kijun bars of the medium window, integer ≥ 1 (26)
 * @param senkou bars of the long window, integer ≥ 1 (52)
 * @returns tenkan, kijun, spanA and spanB, each of shape [n], unit of the price; each is NaN until its own windows are full
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Hosoda, Ichimoku Kinko Hyo (1969); StockCharts ChartSchool, Ichimoku Cloud. Golden: the formula.
 * @example ichimoku(Float64Array.of(5, 9), Float64Array.of(1, 5), 1, 2, 2) // => { tenkan: [3, 7], kijun: [NaN, 5], spanA: [NaN, 6], spanB: [NaN, 5] }
 */
export const ichimoku: Indicator<Params, BarInputs, IchimokuOutput> = /* @__PURE__ */ defineIndicator<
  Params,
  BarInputs,
  IchimokuOutput
>({
  name: 'ichimoku',
  inputs: ['high', 'low'],
  outputs: ['tenkan', 'kijun', 'spanA', 'spanB'],
  check(name, tenkan, kijun, senkou) {
    assertPeriod(name, tenkan, 'tenkan');
    assertPeriod(name, kijun, 'kijun');
    assertPeriod(name, senkou, 'senkou');
  },
  lookback: (...params) => Math.max(...params) - 1,
  batch: ichimokuBatch,
  stream: (...params) => new IchimokuLines(...params),
});
