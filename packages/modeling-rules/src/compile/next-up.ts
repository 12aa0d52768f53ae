/**
 * The next greater float64: `x <= limit` is `x < nextUp(limit)`.
 *
 * @param value finite
 */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const float = Float64Array.of(value);
  const bits = new BigInt64Array(float.buffer);
  bits[0] += value > 0 ? 1n : -1n;
  return float[0];
}
