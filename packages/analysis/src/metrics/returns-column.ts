import type { EquityCurve } from '@tidemark/core-market';
import { AnalysisError } from '../error.ts';

/**
 * Simple returns of an equity curve, the first one against its initial capital. An account at or below zero has no
 * further returns: they are 0 from there on.
 *
 * @returns fractions per period, shape [n]
 * @throws AnalysisError NAN_EQUITY, INVALID_CAPITAL
 * @example returnsOfCurve({ length: 2, time: Float64Array.of(1, 2), equity: Float64Array.of(150, 75), initial: 100 }) // => [0.5, -0.5]
 */
export function returnsOfCurve({ equity, initial }: EquityCurve): Float64Array {
  if (!(initial > 0 && Number.isFinite(initial))) {
    const what = `the initial capital is ${initial}`;
    throw new AnalysisError('INVALID_CAPITAL', { what, fix: 'give a positive amount of money' });
  }
  const out = new Float64Array(equity.length);
  let before = initial;
  for (let i = 0; i < equity.length; i++) {
    const now = equity[i];
    if (!Number.isFinite(now)) {
      const fix = 'value the account at the last known price where a bar has none';
      throw new AnalysisError('NAN_EQUITY', { what: `equity is ${now}`, where: `value ${i} of the curve`, fix });
    }
    out[i] = before > 0 ? now / before - 1 : 0;
    if (before > 0) before = now; // once it is not, it stays so
  }
  return out;
}

/** The column itself where every return is a number; without its NaNs where they may go. */
export function cleanReturns(
  column: Float64Array,
  times: Float64Array | undefined,
  dropNaN: boolean,
): { returns: Float64Array; time: Float64Array | undefined } {
  if (times !== undefined && times.length !== column.length) {
    const what = `${times.length} times, ${column.length} returns`;
    throw new AnalysisError('LENGTHS_DIFFER', { what, fix: 'give one time per return' });
  }
  const bad = column.findIndex((value) => !Number.isFinite(value) && !(dropNaN && Number.isNaN(value)));
  if (bad >= 0) {
    const fix = Number.isNaN(column[bad]) ? 'mend the series, or pass { dropNaN: true }' : 'mend the series';
    throw new AnalysisError('NAN_RETURN', { what: `the return is ${column[bad]}`, where: `return ${bad}`, fix });
  }
  if (!column.some(Number.isNaN)) return { returns: column, time: times };
  const keep = (values: Float64Array): Float64Array => values.filter((_, i) => !Number.isNaN(column[i]));
  return { returns: keep(column), time: times && keep(times) };
}
