import {
  barSeries,
  calendarCloseTimes,
  isCalendarFrame,
  nextOpen,
  roundToTick,
  seededRandom,
  timeframeMs,
  instrument as describe,
  type BarSeries,
  type DataSource,
  type Instrument,
  type Timeframe,
} from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { answerQuery, throwIfAborted } from './answer-query.ts';
import { geometricBrownian } from './price-models/geometric-brownian.ts';
import type { PriceModel } from './price-models/price-model.ts';
import type { Shocks } from './price-models/shocks.ts';

export interface SyntheticOptions {
  /** The same seed gives the same bars, to the bit, on every machine. Its low 32 bits count. Default 1. */
  readonly seed?: number | undefined;
  /** How many bars. Default 1,000. */
  readonly bars?: number | undefined;
  /** Open of the first bar, epoch ms. Default 2020-01-01. */
  readonly start?: number | undefined;
  /** Default `1d`. The market never closes: bars follow each other without gaps. */
  readonly timeframe?: Timeframe | undefined;
  /** `SYNTH` by default. With a tickSize, prices lie on ticks. */
  readonly instrument?: Instrument | string | undefined;
  /** Default 100. */
  readonly startPrice?: number | undefined;
  /** How the price moves: `geometricBrownian({ annualDrift, annualVolatility })` by default. */
  readonly model?: PriceModel | undefined;
  /** Steps of the path inside each bar, of which open, high, low and close are taken. Default 12. */
  readonly stepsPerBar?: number | undefined;
  /** Mean volume of a bar, in units. Default 1,000,000. */
  readonly meanVolume?: number | undefined;
}

const YEAR_MS = 365 * 86_400_000;

/**
 * Bars of an invented market: a seeded path inside every bar, so that high and low are what the path reached, the open
 * is its first price and the close its last; bars with longer paths have more volume. A bar opens one step after the
 * close before it, so opens differ from it.
 *
 * @throws DataError BAD_OPTION; MarketError INVALID_TIMEFRAME, INVALID_INSTRUMENT
 * @example
 * syntheticBars({ seed: 7, bars: 250, timeframe: '1d' }).length // => 250
 */
export function syntheticBars(options: SyntheticOptions = {}): BarSeries {
  return inventedBars(options);
}

/** As `syntheticBars`; correlated markets bring their shocks. */
export function inventedBars(options: SyntheticOptions, shocks?: Shocks): BarSeries {
  const { seed = 1, bars = 1_000, start = Date.UTC(2020, 0, 1), timeframe = '1d' } = options;
  const { startPrice = 100, model = geometricBrownian(), stepsPerBar = 12, meanVolume = 1_000_000 } = options;
  whole('seed', seed, -Infinity);
  whole('bars', bars, 0);
  whole('start', start, -Infinity);
  whole('stepsPerBar', stepsPerBar, 1);
  positive('startPrice', startPrice);
  positive('meanVolume', meanVolume);
  const given = options.instrument ?? 'SYNTH';
  const instrument = typeof given === 'string' ? describe(given) : given;

  // Price and volume draw from generators of their own: a change of one model leaves the other's numbers alone.
  const step = model.begin(seededRandom(seed), barMs(timeframe) / YEAR_MS / stepsPerBar, shocks);
  const volumeRandom = seededRandom(seed ^ 0x5bd1e995);
  const columns = {
    time: openTimes(start, timeframe, bars),
    open: new Float64Array(bars),
    high: new Float64Array(bars),
    low: new Float64Array(bars),
    close: new Float64Array(bars),
    volume: new Float64Array(bars),
  };
  const { open, high, low, close, volume } = columns;
  const onTick = (price: number): number => roundToTick(instrument, price);
  let price = startPrice;
  let usualTravel = 0;
  for (let i = 0; i < bars; i++) {
    price *= step();
    const first = price;
    let [top, bottom, travel] = [price, price, 0];
    for (let s = 1; s < stepsPerBar; s++) {
      const before = price;
      price *= step();
      if (price > top) top = price;
      else if (price < bottom) bottom = price;
      travel += Math.abs(price / before - 1);
    }
    open[i] = onTick(first);
    high[i] = onTick(top);
    low[i] = onTick(bottom);
    close[i] = onTick(price);
    // Volume follows how far the price travelled against its own average so far, and chance.
    usualTravel += (travel - usualTravel) / (i + 1);
    const activity = usualTravel > 0 ? travel / usualTravel : 1;
    volume[i] = Math.round(meanVolume * activity * (0.5 + volumeRandom()));
  }
  const closeTime = isCalendarFrame(timeframe) ? calendarCloseTimes(columns.time, timeframe) : undefined;
  return barSeries({ ...columns, closeTime }, { instrument, timeframe, origin: `synthetic seed ${seed}` });
}

/**
 * An invented market as a source: the same bars for the same options, always.
 *
 * @throws DataError BAD_OPTION, at once
 * @example (await syntheticSource({ seed: 7 }).bars()).data.length // 1000
 */
export function syntheticSource(options: SyntheticOptions = {}): DataSource {
  const name = `synthetic seed ${options.seed ?? 1}`;
  const bars = syntheticBars(options);
  return {
    name,
    async bars(query = {}) {
      throwIfAborted(query.signal, name);
      return answerQuery(bars, query, { source: name });
    },
  };
}

/** The length of a bar, ms; of months, quarters and years that of the first of 1970. */
function barMs(timeframe: Timeframe): number {
  return isCalendarFrame(timeframe) ? nextOpen(timeframe, 0) : timeframeMs(timeframe);
}

function openTimes(start: number, timeframe: Timeframe, bars: number): Float64Array {
  const time = new Float64Array(bars);
  const step = isCalendarFrame(timeframe) ? undefined : timeframeMs(timeframe);
  for (let i = 0, open = start; i < bars; i++) {
    time[i] = step === undefined ? open : start + i * step;
    if (step === undefined) open = nextOpen(timeframe, open);
  }
  return time;
}

function whole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const fix = least === -Infinity ? 'give a whole number' : `give a whole number, ${least} or more`;
  throw new DataError('BAD_OPTION', { what: `${name} is ${value}`, where: name, fix });
}

function positive(name: string, value: number): void {
  if (value > 0 && value < Infinity) return;
  throw new DataError('BAD_OPTION', { what: `${name} is ${value}`, where: name, fix: 'give a number above 0' });
}
