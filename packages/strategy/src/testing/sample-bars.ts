import { barSeries, seededRandom, type BarSeries } from '@tidemark/core-market';

/** How many bars, and which. */
export interface SampleBarsOptions {
  /** Default 400. */
  readonly bars?: number | undefined;
  /** Default 7. */
  readonly seed?: number | undefined;
  /** Default SAMPLE. */
  readonly symbol?: string | undefined;
}

/**
 * Bars of a seeded random walk around 100, one a minute: the same on every machine.
 *
 * @example sampleBars({ bars: 50 }).length // => 50
 */
export function sampleBars({ bars = 400, seed = 7, symbol = 'SAMPLE' }: SampleBarsOptions = {}): BarSeries {
  const random = seededRandom(seed);
  const column = (): Float64Array => new Float64Array(bars);
  const [time, open, high, low, close, volume] = [column(), column(), column(), column(), column(), column()];
  let price = 100;
  for (let i = 0; i < bars; i++) {
    time[i] = Date.UTC(2024, 0, 1) + i * 60_000;
    open[i] = price * (1 + (random() - 0.5) * 0.002);
    close[i] = price = open[i] * (1 + (random() - 0.5) * 0.02);
    high[i] = Math.max(open[i], price) * (1 + random() * 0.005);
    low[i] = Math.min(open[i], price) * (1 - random() * 0.005);
    volume[i] = 1 + Math.floor(random() * 1000);
  }
  return barSeries({ time, open, high, low, close, volume }, { instrument: symbol, timeframe: '1m' });
}
