import { defineIndicator } from '../../define-indicator.ts';
import type { Indicator } from '../../indicator.ts';
import { CandlestickKernel, type BarInputs, type Pattern } from './candlestick-kernel.ts';

/** A candlestick pattern as an indicator: 100, 0 or -100 on each bar, as soon as it is known. */
export type Candlestick<Params extends readonly number[] = []> = Indicator<Params, BarInputs>;

/**
 * Makes an indicator of a pattern. Mark the call `@__PURE__`, so that a bundler drops what nobody imports.
 *
 * @param check of its parameters, where it has some
 */
export const defineCandlestick = <Params extends readonly number[] = []>(
  name: string,
  pattern: Pattern,
  check: (name: string, ...params: Params) => void = () => {},
): Candlestick<Params> =>
  defineIndicator<Params, BarInputs>({
    name,
    inputs: ['open', 'high', 'low', 'close'],
    check,
    lookback: () => pattern.lookback,
    stream: (...params) => new CandlestickKernel(pattern, params),
    batch(open, high, low, close, ...params) {
      const kernel = new CandlestickKernel(pattern, params);
      return close.map((price, i) => kernel.update(open[i], high[i], low[i], price));
    },
  });
