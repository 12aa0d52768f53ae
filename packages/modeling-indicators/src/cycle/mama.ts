import { assertNumber } from '../assert-number.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { DominantCycle } from '../kernels/dominant-cycle.ts';
import { gapOf } from '../kernels/gap.ts';

type MamaOutput = 'mama' | 'fama';

/** The average and its follower, one value at a time. Both rise from 0 when the cycle begins, as in TA-Lib. */
class MesaAdaptiveMean implements Kernel<[value: number], MamaOutput> {
  readonly #answer: Record<MamaOutput, number> = answerOf('mama', 'fama');
  readonly #fastLimit: number;
  readonly #slowLimit: number;
  readonly cycle: DominantCycle = new DominantCycle(32);
  phase = 0; // in degrees
  mama = 0;
  fama = 0;

  constructor(fastLimit: number, slowLimit: number) {
    this.#fastLimit = fastLimit;
    this.#slowLimit = slowLimit;
  }

  update(value: number): StreamResult<MamaOutput> {
    const answer = this.#answer;
    const { cycle, phase } = this;
    const gap = gapOf(cycle.update(value));
    this.phase = cycle.i1 ? (Math.atan(cycle.q1 / cycle.i1) * 180) / Math.PI : 0;
    const turn = phase - this.phase; // the phase falls as the cycle goes on
    const alpha = turn > 1 ? Math.max(this.#slowLimit, this.#fastLimit / turn) : this.#fastLimit;
    this.mama = cycle.raw && alpha * value + (1 - alpha) * this.mama;
    this.fama = cycle.raw && (alpha / 2) * this.mama + (1 - alpha / 2) * this.fama;
    answer.mama = this.mama + gap;
    answer.fama = this.fama + gap;
    return answer;
  }
}

function mamaBatch(values: Float64Array, fastLimit: number, slowLimit: number): BatchResult<MamaOutput> {
  const mama = new Float64Array(values.length);
  const fama = new Float64Array(values.length);
  const kernel = new MesaAdaptiveMean(fastLimit, slowLimit);
  for (let i = 0; i < values.length; i++) ({ mama: mama[i], fama: fama[i] } = kernel.update(values[i]));
  return { mama, fama };
}

/**
 * MESA Adaptive Moving Average, quick where the phase of the dominant cycle leaps, and the average that follows it.
 *
 * Each bar `mama` moves fastLimit / (degrees that the phase fell by) of the way to the new value, at least `slowLimit` of it
 * and at most `fastLimit`; `fama` moves half as much of the way to `mama`. Both start from 0 on row 12, as in TA-Lib, so
 * with small limits early values are far too low.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until 33 further values are known
 * @param fastLimit the greatest share of the way, 0.01..0.99 (Ehlers took 0.5)
 * @param slowLimit the least share of the way, 0.01..0.99 (Ehlers took 0.05)
 * @returns mama and fama, each of shape [n], unit of `values`; the first 32 entries are NaN
 * @throws IndicatorError INVALID_PARAMETER, COLUMN_NOT_FLOAT64
 * @see Ehlers, MESA Adaptive Moving Averages, Stocks & Commodities (September 2001). Golden: TA-Lib MAMA.
 * @example mama(new Float64Array(200).fill(7), 0.5, 0.05).mama.at(-1) // => 7
 */
export const mama: Indicator<[fastLimit: number, slowLimit: number], [value: number], MamaOutput> =
  /* @__PURE__ */ defineIndicator<[fastLimit: number, slowLimit: number], [value: number], MamaOutput>({
    name: 'mama',
    inputs: ['value'],
    outputs: ['mama', 'fama'],
    check(name, fastLimit, slowLimit) {
      assertNumber(name, fastLimit, 'fastLimit', 0.01, 0.99);
      assertNumber(name, slowLimit, 'slowLimit', 0.01, 0.99);
    },
    lookback: () => 32,
    batch: mamaBatch,
    stream: (fastLimit, slowLimit) => new MesaAdaptiveMean(fastLimit, slowLimit),
  });
