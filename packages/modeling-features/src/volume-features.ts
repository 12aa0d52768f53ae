import { linearRegSlope, obv, sma, sum, vwapRolling } from '@tidemark/modeling-indicators';
import { barColumn } from './bar-column.ts';
import { combine } from './combine.ts';
import { lagged } from './derived-features.ts';
import type { Feature } from './feature.ts';
import { technical } from './technical-features.ts';

const [open, close, volume] = (['open', 'close', 'volume'] as const).map(barColumn);

/**
 * Volume of the bar against the mean of the `period` bars before it: 1 is usual. Not known where nothing was traded then.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example relativeVolume(20).lookback // => 20
 */
export function relativeVolume(period: number): Feature {
  const usual = lagged(technical(sma, [period], { of: volume }), 1);
  const named = { name: `relative_volume_${period}`, formula: `volume / ${usual.formula}` };
  return combine(named, [volume, usual], (now, mean) => now / mean);
}

/**
 * How far the close is from the volume-weighted average price of the last `period` bars, as a fraction of it.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example vwapDistance(20).name // => 'vwap_distance_20'
 */
export function vwapDistance(period: number): Feature {
  const average = technical(vwapRolling, [period]);
  const named = { name: `vwap_distance_${period}`, formula: `close / ${average.formula} - 1` };
  return combine(named, [close, average], (now, mean) => now / mean - 1);
}

/**
 * Slope of the on-balance volume over the last `period` bars, in mean volumes a bar: 1 where every bar closes higher.
 * 0 where nothing was traded.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example obvSlope(10).name // => 'obv_slope_10'
 */
export function obvSlope(period: number): Feature {
  const slope = technical(linearRegSlope, [period], { of: technical(obv, []) });
  const usual = technical(sma, [period], { of: volume });
  const named = { name: `obv_slope_${period}`, formula: `${slope.formula} / ${usual.formula}` };
  return combine(named, [slope, usual], (steepness, mean) => (mean === 0 ? 0 : steepness / mean));
}

/**
 * How one-sided the volume of the last `period` bars was, -1..1: that of rising candles less that of falling ones, in all of it.
 * 0 where nothing was traded.
 *
 * @throws IndicatorError INVALID_PERIOD
 * @example volumeImbalance(14).lookback // => 13
 */
export function volumeImbalance(period: number): Feature {
  const signed = combine(
    { name: 'signed_volume', formula: 'sign(close - open) * volume' },
    [open, close, volume],
    (o, c, v) => Math.sign(c - o) * v,
  );
  const [flow, total] = [signed, volume].map((of) => technical(sum, [period], { of }));
  const named = { name: `volume_imbalance_${period}`, formula: `${flow.formula} / ${total.formula}` };
  return combine(named, [flow, total], (part, all) => (all === 0 ? 0 : part / all));
}
