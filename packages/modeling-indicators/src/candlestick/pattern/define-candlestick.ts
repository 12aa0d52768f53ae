import { defineIndicator } from '../../define-indicator.ts';
import type { Indicator } from '../../indicator.ts';
import type { Kernel } from '../../kernel.ts';
import { CandlestickKernel, type BarInputs, type Pattern } from './candlestick-kernel.ts';

/** A candlestick pattern as an indicator: 100, 0 or -100 on each bar, as soon as it is known. */
export type Candlestick<Params extends readonly number[] = []> = Indicator<Params, BarInputs>;

/**
 * Makes an indicator of a pattern. Mark the call `@__PURE__`, so that a bundler drops what nobody imports.
 *
 * @param check of its parameters, where it has some
 */
export function defineCandlestick<Params extends readonly number[] = []>(
  name: string,
  pattern: Pattern,
  check: (name: string, ...params: Params) => void = () => {},
): Candlestick<Params> {
  const stream = (...params: Params): Kernel<BarInputs> => new CandlestickKernel(pattern, params);
  return defineIndicator<Params, BarInputs>({
    name,
    inputs: ['open', 'high', 'low', 'close'],
    check,
    lookback: () => pattern.lookback,
    stream,
    batch(open, high, low, close, ...params) {
      const kernel = stream(...params);
      return close.map((price, i) => kernel.update(open[i], high[i], low[i], price));
    },
  });
}
