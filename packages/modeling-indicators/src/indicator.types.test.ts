// Checked by tsc, run nowhere.
import { atr, defineIndicator, rsi, sma, type ema, type Indicator, type IndicatorStream } from './index.ts';
import { expectTypeOf } from 'vitest';

const close = Float64Array.of(1, 2, 3);

expectTypeOf(rsi(close, 14)).toEqualTypeOf<Float64Array>();
expectTypeOf(sma.stream(20)).toEqualTypeOf<IndicatorStream>();
expectTypeOf(sma.stream(20).update(1)).toEqualTypeOf<number>();
expectTypeOf<Parameters<typeof ema.lookback>>().toEqualTypeOf<[period: number]>();
expectTypeOf(atr).parameters.toEqualTypeOf<
  [high: Float64Array, low: Float64Array, close: Float64Array, period: number]
>();
type AtrStream = ReturnType<typeof atr.stream>;
expectTypeOf<Parameters<AtrStream['peek']>>().toEqualTypeOf<[high: number, low: number, close: number]>();

declare const macd: Indicator<[fast: number, slow: number], [value: number], 'macd' | 'signal'>;
expectTypeOf(macd(close, 12, 26).signal).toEqualTypeOf<Float64Array>();
expectTypeOf(macd.stream(12, 26).update(1).macd).toEqualTypeOf<number>();

// @ts-expect-error a period is needed
rsi(close);
// @ts-expect-error an array is no column
sma([1, 2, 3], 2);
// @ts-expect-error three columns are needed
atr(close, 14);
// @ts-expect-error a bar has three prices here
atr.stream(14).update(1);
// @ts-expect-error no such output
void macd(close, 12, 26).histogram;
// @ts-expect-error one name per input
void defineIndicator<[period: number], [high: number, low: number]>({ inputs: ['high'] });
