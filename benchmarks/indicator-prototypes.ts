import { adx, atr, cci, highest, mfi, obv, stoch } from './prototypes/of-bars.ts';
import { bbands, ema, macd, rsi, slope, sma, wma } from './prototypes/of-values.ts';

/**
 * The fourteen as plain loops over typed arrays, which check nothing, mend no gap and gather rounding errors: what the
 * engine can do at best, where TA-Lib is not at hand. Each writes into columns that are there already.
 */
export const prototypes: Readonly<
  Record<string, (high: Float64Array, low: Float64Array, close: Float64Array, volume: Float64Array) => () => unknown>
> = {
  sma: (_high, _low, close) => into((out) => sma(close, 20, out), close),
  ema: (_high, _low, close) => into((out) => ema(close, 20, out), close),
  wma: (_high, _low, close) => into((out) => wma(close, 20, out), close),
  rsi: (_high, _low, close) => into((out) => rsi(close, 14, out), close),
  macd: (_high, _low, close) => {
    const [signal, histogram] = [new Float64Array(close.length), new Float64Array(close.length)];
    return into((out) => macd(close, 12, 26, 9, out, signal, histogram), close);
  },
  bbands: (_high, _low, close) => {
    const [middle, lower] = [new Float64Array(close.length), new Float64Array(close.length)];
    return into((out) => bbands(close, 20, 2, out, middle, lower), close);
  },
  atr: (high, low, close) => into((out) => atr(high, low, close, 14, out), close),
  stoch: (high, low, close) => {
    const d = new Float64Array(close.length);
    return into((out) => stoch(high, low, close, 14, 3, 3, out, d), close);
  },
  adx: (high, low, close) => into((out) => adx(high, low, close, 14, out), close),
  obv: (_high, _low, close, volume) => into((out) => obv(close, volume, out), close),
  highest: (_high, _low, close) => into((out) => highest(close, 20, out), close),
  linearRegSlope: (_high, _low, close) => into((out) => slope(close, 20, out), close),
  cci: (high, low, close) => into((out) => cci(high, low, close, 20, out), close),
  mfi: (high, low, close, volume) => into((out) => mfi(high, low, close, volume, 14, out), close),
};

function into(compute: (out: Float64Array) => unknown, { length }: Float64Array): () => unknown {
  const out = new Float64Array(length);
  return () => compute(out);
}
