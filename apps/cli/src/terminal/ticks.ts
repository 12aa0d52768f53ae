/**
 * Round values inside a range: the steps are 1, 2, 2.5 or 5 times a power of ten.
 *
 * @param count about how many steps
 * @returns ascending; none where the range is empty
 * @example roundTicks(9_300, 21_000, 3) // => [10000, 15000, 20000]
 */
export function roundTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [];
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= raw) ?? 10);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}
