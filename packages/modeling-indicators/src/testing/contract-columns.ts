import { normalRandom, seededRandom } from '@tidemark/core-market';

/**
 * Seeded columns for an indicator's inputs: `open high low close volume` belong together as bars (the low is the
 * lowest, the previous close may lie outside the bar), any other name is a random walk of its own.
 *
 * @param inputs the input names, in call order
 * @returns one column per input, shape [length]
 */
export function contractColumns(inputs: readonly string[], length: number, seed: number): Float64Array[] {
  const normal = normalRandom(seededRandom(seed));
  const columns = inputs.map(() => new Float64Array(length));
  let close = 100;
  const others = inputs.map(() => 100);
  for (let row = 0; row < length; row++) {
    const open = close * (1 + 0.01 * normal());
    close = open * (1 + 0.02 * normal());
    const high = Math.max(open, close) * (1 + 0.005 * Math.abs(normal()));
    const low = Math.min(open, close) * (1 - 0.005 * Math.abs(normal()));
    const volume = Math.round(1000 * Math.exp(normal()));
    const bar: Readonly<Record<string, number>> = { open, high, low, close, volume };
    inputs.forEach((name, i) => (columns[i][row] = bar[name] ?? (others[i] *= 1 + 0.02 * normal())));
  }
  return columns;
}

/** Columns of a market that does not move: every price the same, every volume too. */
export function flatColumns(inputs: readonly string[], length: number, price: number): Float64Array[] {
  return inputs.map((name) => new Float64Array(length).fill(name === 'volume' ? 1000 : price));
}
