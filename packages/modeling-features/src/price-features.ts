import { highest, sma, stdDev } from '@tidemark/modeling-indicators';
import { barColumn } from './bar-column.ts';
import { combine } from './combine.ts';
import { lagged } from './derived-features.ts';
import type { Feature } from './feature.ts';
import { kurtosis, skewness } from './kernels/rolling-moment.ts';
import { technical } from './technical-features.ts';

const [open, high, low, close] = (['open', 'high', 'low', 'close'] as const).map(barColumn);

/**
 * Return of the close over `bars` bars, as a fraction.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example simpleReturn(5).formula // => 'close / lag(close, 5) - 1'
 */
export function simpleReturn(bars: number): Feature {
  const before = lagged(close, bars);
  const named = { name: `return_${bars}`, formula: `close / ${before.formula} - 1` };
  return combine(named, [close, before], (now, then) => now / then - 1);
}

/**
 * Logarithmic return of the close over `bars` bars.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example logReturn(1).name // => 'log_return_1'
 */
export function logReturn(bars: number): Feature {
  const before = lagged(close, bars);
  const named = { name: `log_return_${bars}`, formula: `ln(close / ${before.formula})` };
  return combine(named, [close, before], (now, then) => Math.log(now / then));
}

/**
 * How far the open jumped from the last close, as a fraction of it.
 *
 * @example gap().lookback // => 1
 */
export function gap(): Feature {
  const before = lagged(close, 1);
  const named = { name: 'gap', formula: `open / ${before.formula} - 1` };
  return combine(named, [open, before], (now, then) => now / then - 1);
}

/**
 * Range of the bar, as a fraction of its close.
 *
 * @example barRange().formula // => '(high - low) / close'
 */
export function barRange(): Feature {
  const named = { name: 'range', formula: '(high - low) / close' };
  return combine(named, [high, low, close], (highest, lowest, last) => (highest - lowest) / last);
}

/** A part of the bar's range; a bar without any range has no parts: 0. */
function partOfRange(
  name: string,
  formula: string,
  part: (o: number, h: number, l: number, c: number) => number,
): Feature {
  const named = { name, formula: `${formula} / (high - low), 0 where that is 0` };
  return combine(named, [open, high, low, close], (o, h, l, c) => (h === l ? 0 : part(o, h, l, c) / (h - l)));
}

/**
 * Body of the candle in its range, -1..1: from open to close, positive where it closed higher.
 *
 * @example body().name // => 'body'
 */
export function body(): Feature {
  return partOfRange('body', '(close - open)', (o, _high, _low, c) => c - o);
}

/**
 * Upper shadow of the candle in its range, 0..1.
 *
 * @example upperShadow().name // => 'upper_shadow'
 */
export function upperShadow(): Feature {
  return partOfRange('upper_shadow', '(high - max(open, close))', (o, h, _low, c) => h - Math.max(o, c));
}

/**
 * Lower shadow of the candle in its range, 0..1.
 *
 * @example lowerShadow().name // => 'lower_shadow'
 */
export function lowerShadow(): Feature {
  return partOfRange('lower_shadow', '(min(open, close) - low)', (o, _high, l, c) => Math.min(o, c) - l);
}

/**
 * Where in its range the bar closed, -1 at the low to 1 at the high.
 *
 * @example closeLocation().name // => 'close_location'
 */
export function closeLocation(): Feature {
  return partOfRange('close_location', '(2 * close - high - low)', (_open, h, l, c) => 2 * c - h - l);
}

/** Moments of the last returns of one bar. */
const MOMENTS = {
  mean: (period: number, of: Feature) => technical(sma, [period], { of }),
  deviation: (period: number, of: Feature) => technical(stdDev, [period, 1], { of }),
  skewness: (period: number, of: Feature) => technical(skewness, [period], { of }),
  kurtosis: (period: number, of: Feature) => technical(kurtosis, [period], { of }),
};

/** What `returnMoment` can tell of returns. */
export type Moment = keyof typeof MOMENTS;

/**
 * A moment of the last `period` one-bar returns, of a population: their mean, standard deviation, skewness or excess kurtosis.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example returnMoment('deviation', 20).name // => 'return_deviation_20'
 */
export function returnMoment(moment: Moment, period: number): Feature {
  return { ...MOMENTS[moment](period, simpleReturn(1)), name: `return_${moment}_${period}` };
}

/**
 * How far the close is below the highest close of the last `period` bars: 0 at the high, else negative.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example drawdownFromHigh(50).formula // => 'close / highest(close, 50) - 1'
 */
export function drawdownFromHigh(period: number): Feature {
  const top = technical(highest, [period]);
  const named = { name: `drawdown_${period}`, formula: `close / ${top.formula} - 1` };
  return combine(named, [close, top], (now, then) => now / then - 1);
}
