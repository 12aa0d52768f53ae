import { FeaturesError } from '../error.ts';

/**
 * Exponentially weighted standard deviation of one-bar returns, the usual unit of barriers: weights fall by
 * 1 - 2 / (span + 1) a bar, over all returns so far, unbiased (as pandas `ewm(span).std()`).
 *
 * @param close shape [bars]
 * @returns shape [bars], a fraction of the price; the first two entries are NaN. Behind a NaN it begins anew.
 * @throws FeaturesError INVALID_OPTION
 * @example returnVolatility(Float64Array.of(100, 110, 99), 20)[2].toFixed(4) // => '0.1414'
 */
export function returnVolatility(close: Float64Array, span: number): Float64Array {
  if (!(span >= 1 && span < Infinity)) {
    throw new FeaturesError('INVALID_OPTION', { what: `span is ${span}`, where: 'returnVolatility', fix: 'give >= 1' });
  }
  const keep = 1 - 2 / (span + 1);
  const out = new Float64Array(close.length).fill(NaN);
  let [weight, squaredWeight, mean, spread] = [0, 0, 0, 0]; // sums of w and w², weighted mean, weighted sum of squares around it
  for (let i = 1; i < close.length; i++) {
    const change = close[i] / close[i - 1] - 1;
    if (!Number.isFinite(change)) {
      weight = squaredWeight = mean = spread = 0;
      continue;
    }
    const old = weight * keep;
    weight = old + 1;
    squaredWeight = squaredWeight * keep * keep + 1;
    const off = change - mean;
    spread = spread * keep + (off * off * old) / weight;
    mean += off / weight;
    const freedom = weight - squaredWeight / weight;
    if (freedom > 0) out[i] = Math.sqrt(spread / freedom);
  }
  return out;
}
