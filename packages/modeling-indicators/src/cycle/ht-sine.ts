import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { CyclePhase } from '../kernels/cycle-phase.ts';

type SineOutput = 'sine' | 'leadSine';

class SineWave implements Kernel<[value: number], SineOutput> {
  readonly #answer: Record<SineOutput, number> = answerOf('sine', 'leadSine');
  readonly phase: CyclePhase = new CyclePhase();

  update(value: number): StreamResult<SineOutput> {
    const answer = this.#answer;
    const phase = this.phase.update(value);
    answer.sine = Math.sin((phase * Math.PI) / 180);
    answer.leadSine = Math.sin(((phase + 45) * Math.PI) / 180);
    return answer;
  }
}

function htSineBatch(values: Float64Array): BatchResult<SineOutput> {
  const sine = new Float64Array(values.length);
  const leadSine = new Float64Array(values.length);
  const kernel = new SineWave();
  for (let i = 0; i < values.length; i++) ({ sine: sine[i], leadSine: leadSine[i] } = kernel.update(values[i]));
  return { sine, leadSine };
}

/**
 * Sine Wave: the sine of the phase of the dominant cycle, and of the phase 45 degrees on, which turns an eighth of a cycle
 * earlier.
 *
 * In a cycle the two cross shortly before the price turns; in a trend they run side by side, because the phase stands still.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until 64 further values are known
 * @returns sine and leadSine, each of shape [n], unit -1..1; the first 63 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64
 * @see Ehlers, Rocket Science for Traders (2001). Golden: TA-Lib HT_SINE.
 * @example Math.round(htSine(Float64Array.from({ length: 200 }, (_, i) => Math.sin((i * Math.PI) / 10))).sine[194]) // => -1
 */
export const htSine: Indicator<[], [value: number], SineOutput> = /* @__PURE__ */ defineIndicator<
  [],
  [value: number],
  SineOutput
>({
  name: 'htSine',
  inputs: ['value'],
  outputs: ['sine', 'leadSine'],
  check() {}, // there is nothing to check
  lookback: () => 63,
  batch: htSineBatch,
  stream: () => new SineWave(),
});
