import type { Mask } from './term.ts';

/** Held on each of the last `bars` rows. Nothing is known of the rows before the first: it did not hold there. */
export function heldFor(held: Mask, bars: number): Mask {
  const mask = new Uint8Array(held.length);
  let run = 0;
  for (let i = 0; i < held.length; i++) {
    run = held[i] === 1 ? run + 1 : 0;
    if (run >= bars) mask[i] = 1;
  }
  return mask;
}

/** Held on one of the last `bars` rows at least. */
export function heldWithin(held: Mask, bars: number): Mask {
  const mask = new Uint8Array(held.length);
  let left = 0;
  for (let i = 0; i < held.length; i++) {
    left = held[i] === 1 ? bars : left - 1;
    if (left > 0) mask[i] = 1;
  }
  return mask;
}

/**
 * Each step on a later row than the one before, the last on this row, and the first at most `bars` rows back.
 *
 * @param steps where each is taken
 * @param beforeFirstRow whether every step but the last may have been taken before the first row
 */
export function inOrder(steps: readonly Mask[], bars: number, beforeFirstRow: boolean): Mask {
  const last = steps.length - 1;
  const mask = new Uint8Array(steps[last].length);
  // The latest row of a first step from which the steps up to this one have been taken: the latest is the best.
  const begun = new Float64Array(last);
  for (let step = 0; step < last; step++) begun[step] = beforeFirstRow ? -1 - step : -Infinity;
  for (let i = 0; i < mask.length; i++) {
    // From the last step to the first, so that no row is two steps.
    for (let step = last; step >= 0; step--) {
      if (steps[step][i] === 0) continue;
      const from = step === 0 ? i : begun[step - 1];
      if (step < last) begun[step] = Math.max(begun[step], from);
      else if (i - from <= bars) mask[i] = 1;
    }
  }
  return mask;
}

/** The weights of the voices that are up come to at least `needed`; rounding takes no vote away. */
export function hasWeight(voices: readonly Mask[], weights: Float64Array, needed: number): Mask {
  const mask = new Uint8Array(voices[0].length);
  const enough = needed * (1 - 1e-12);
  for (let i = 0; i < mask.length; i++) {
    let sum = 0;
    for (let k = 0; k < voices.length; k++) sum += weights[k] * voices[k][i];
    if (sum >= enough) mask[i] = 1;
  }
  return mask;
}

/** The mean change a row over the last `bars` rows; NaN where it is not known. */
export function meanChange(values: Float64Array, bars: number): Float64Array {
  const out = new Float64Array(values.length);
  const first = Math.min(bars, out.length);
  out.fill(NaN, 0, first);
  for (let i = first; i < out.length; i++) out[i] = (values[i] - values[i - bars]) / bars;
  return out;
}

/** 1 where a mask is 0, and 0 where it is 1. */
export function opposite(mask: Mask): Mask {
  const out = new Uint8Array(mask.length);
  for (let i = 0; i < out.length; i++) out[i] = 1 - mask[i];
  return out;
}
