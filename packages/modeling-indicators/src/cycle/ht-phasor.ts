import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { DominantCycle } from '../kernels/dominant-cycle.ts';
import { gapOf } from '../kernels/gap.ts';

type PhasorOutput = 'inPhase' | 'quadrature';

class Phasor implements Kernel<[value: number], PhasorOutput> {
  readonly #answer: Record<PhasorOutput, number> = answerOf('inPhase', 'quadrature');
  readonly cycle: DominantCycle = new DominantCycle(32);

  update(value: number): StreamResult<PhasorOutput> {
    const answer = this.#answer;
    const { cycle } = this;
    const gap = gapOf(cycle.update(value));
    answer.inPhase = cycle.i1 + gap;
    answer.quadrature = cycle.q1 + gap;
    return answer;
  }
}

function htPhasorBatch(values: Float64Array): BatchResult<PhasorOutput> {
  const inPhase = new Float64Array(values.length);
  const quadrature = new Float64Array(values.length);
  const kernel = new Phasor();
  for (let i = 0; i < values.length; i++)
    ({ inPhase: inPhase[i], quadrature: quadrature[i] } = kernel.update(values[i]));
  return { inPhase, quadrature };
}

/**
 * Phasor Components of the price without its trend: itself (`inPhase`), and itself a quarter of a cycle on (`quadrature`).
 *
 * A point on a plane that goes round once in a cycle: its distance from 0 says how wide the cycle swings. Both are 0 on a
 * market that does not move.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until 33 further values are known
 * @returns inPhase and quadrature, each of shape [n], unit of `values`; the first 32 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64
 * @see Ehlers, Rocket Science for Traders (2001). Golden: TA-Lib HT_PHASOR.
 * @example htPhasor(new Float64Array(33).fill(7)).quadrature.at(-1) // => 0
 */
export const htPhasor: Indicator<[], [value: number], PhasorOutput> = /* @__PURE__ */ defineIndicator<
  [],
  [value: number],
  PhasorOutput
>({
  name: 'htPhasor',
  inputs: ['value'],
  outputs: ['inPhase', 'quadrature'],
  check() {}, // there is nothing to check
  lookback: () => 32,
  batch: htPhasorBatch,
  stream: () => new Phasor(),
});
