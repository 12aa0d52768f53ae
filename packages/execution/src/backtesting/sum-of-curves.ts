import { unionClock, type EquityCurve } from '@tidemark/core-market';

/**
 * The equity of several accounts together. Curves of different bars meet on the union of their times: before its first
 * value an account holds what it started with, between two and after the last the one before.
 *
 * @param cash money beside them
 * @returns shape [moments]
 * @example
 * const daily = { length: 2, time: Float64Array.of(1, 3), equity: Float64Array.of(10, 30), initial: 5 };
 * const other = { length: 1, time: Float64Array.of(2), equity: Float64Array.of(200), initial: 100 };
 * sumOfCurves([daily, other], 1_000).equity // => [1110, 1210, 1230]
 */
export function sumOfCurves(curves: readonly EquityCurve[], cash: number): Omit<EquityCurve, 'initial'> {
  const [{ time: first }] = curves;
  const same = curves.every(({ time }) => time === first || sameTimes(time, first));
  const time = same ? first : unionClock(curves.map((curve) => curve.time));
  const equity = new Float64Array(time.length).fill(cash);
  for (const curve of curves) addOn(equity, time, curve);
  return { length: time.length, time, equity };
}

function addOn(sum: Float64Array, clock: Float64Array, { time, equity, initial, length }: EquityCurve): void {
  let next = 0;
  let value = initial;
  for (let i = 0; i < clock.length; i++) {
    while (next < length && time[next] <= clock[i]) value = equity[next++];
    sum[i] += value;
  }
}

function sameTimes(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((time, i) => time === other[i]);
}
