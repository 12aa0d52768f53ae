/**
 * The moment of each bar of an instrument.
 *
 * @param index into its bars at each moment of a common clock, -1 where it has none, shape [moments]
 * @param bars how many there are
 * @returns shape [bars]
 * @example momentsOf(Int32Array.of(0, -1, 1), 2) // => [0, 2]
 */
export function momentsOf(index: Int32Array, bars: number): Int32Array {
  const moments = new Int32Array(bars);
  for (let i = 0; i < index.length; i++) if (index[i] >= 0) moments[index[i]] = i;
  return moments;
}
