// Checked by tsc, run nowhere.
import { expectTypeOf } from 'vitest';
import type { BarSeries } from '@tidemark/core-market';
import {
  above,
  all,
  any,
  below,
  between,
  candlestick,
  chartPattern,
  compile,
  crossesAbove,
  divergence,
  forBars,
  not,
  parseRule,
  rising,
  sequence,
  vote,
  type Rule,
} from './index.ts';

const column = Float64Array.of(1, 2, 3);
declare const bars: BarSeries;

const dip = all(below('rsi', 30), above('close', 'trend'));
compile(dip).over({ rsi: column, close: column, trend: column });
compile(dip).over({ rsi: column, close: column, trend: column, volume: column });
compile(candlestick('engulfing', 'bullish')).over(bars);
compile(chartPattern('doubleTop')).over(bars);
compile(parseRule('{}')).over({ anything: column });
expectTypeOf(compile(dip).columns).toEqualTypeOf<readonly ('rsi' | 'close' | 'trend')[]>();

export const nested: Rule<'a' | 'b' | 'c' | 'd' | 'e' | 'f'> = any(
  not(all(crossesAbove('a', 'b'), forBars(rising('c', 3), 2))),
  sequence([between('d', 'a', 5), above('e', 1)], 5),
  vote(
    [
      { rule: below('f', 1), weight: 1 },
      { rule: above('a', 2), weight: 2 },
    ],
    0.5,
  ),
);
export const wider: Rule<'rsi' | 'close' | 'trend' | 'volume'> = dip;
export const anyColumns: Rule = dip;
export const disagreement: Rule<'close' | 'rsi'> = divergence('bullish', 'rsi');
export const renamed: Rule<'o' | 'high' | 'low' | 'close'> = candlestick('doji', 'either', { open: 'o' });

// A rule that stands where columns are known, as in a strategy.
declare function strategy<C extends Record<string, Float64Array>>(
  columns: C,
  enter: Rule<keyof NoInfer<C> & string>,
): void;
strategy({ rsi: column, close: column, trend: column }, all(below('rsi', 30), above('close', 'trend')));
// @ts-expect-error misspelt column
strategy({ rsi: column, close: column }, all(below('rsj', 30), above('close', 1)));
// @ts-expect-error misspelt second column
strategy({ rsi: column, close: column }, above('close', 'trned'));
// @ts-expect-error misspelt column, nested
strategy({ rsi: column, close: column }, not(any(below('rsi', 30), forBars(above('clsoe', 1), 2))));
// @ts-expect-error a chart pattern reads high and low
strategy({ close: column }, chartPattern('doubleTop'));
// @ts-expect-error a column is missing
compile(dip).over({ rsi: column, close: column });
// @ts-expect-error a column that is no Float64Array
compile(dip).over({ rsi: [1], close: column, trend: column });
// @ts-expect-error no such candlestick
candlestick('engulfng');
// @ts-expect-error no such chart pattern
chartPattern('dobuleTop');
// @ts-expect-error no such direction
divergence('up', 'rsi');
// @ts-expect-error it reads close, where it is not told otherwise
strategy({ rsi: column }, divergence('bullish', 'rsi'));
strategy({ rsi: column, price: column }, divergence('bullish', 'rsi', { price: 'price' }));
