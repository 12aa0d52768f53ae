import { closeTimeAt, fingerprint, instrument, type BarSeries } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { checkDataSource } from '../testing/index.ts';
import { geometricBrownian } from './price-models/geometric-brownian.ts';
import { syntheticBars, syntheticSource, type SyntheticOptions } from './synthetic.ts';

/** Logarithmic returns from close to close. */
function returnsOf({ close, length }: BarSeries): number[] {
  return Array.from({ length: length - 1 }, (_, i) => Math.log(close[i + 1] / close[i]));
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

it('gives the same bars to the bit for the same seed, on every machine', () => {
  expect(fingerprint(syntheticBars({ seed: 7, bars: 100 }))).toBe(fingerprint(syntheticBars({ seed: 7, bars: 100 })));
  const { open, high, low, close, volume } = syntheticBars({ seed: 7, bars: 2, timeframe: '1h' });
  expect([open[0], high[0], low[0], close[0], volume[0], close[1]]).toMatchInlineSnapshot(`
    [
      99.97329389257382,
      99.97329389257382,
      99.81291885994582,
      99.84141268509232,
      1193699,
      100.18156515997526,
    ]
  `);
});

it('gives other bars for another seed', () => {
  expect(fingerprint(syntheticBars({ seed: 7 }))).not.toBe(fingerprint(syntheticBars({ seed: 8 })));
});

it('continues the same path when more bars are asked for', () => {
  const [short, long] = [syntheticBars({ bars: 50 }), syntheticBars({ bars: 80 })];
  expect([...long.close.subarray(0, 50)]).toEqual([...short.close]);
});

it('fits the volatility and drift that were asked for', () => {
  const bars = syntheticBars({
    bars: 40_000,
    timeframe: '1h',
    model: geometricBrownian({ annualDrift: 0.3, annualVolatility: 0.4 }),
  });
  const returns = returnsOf(bars);
  const average = mean(returns);
  const variance = mean(returns.map((value) => (value - average) ** 2)) * 24 * 365;
  expect(Math.sqrt(variance)).toBeCloseTo(0.4, 2);
  // The mean of log returns is drift minus half the variance; its own error over 4.6 years is 0.4 / sqrt(4.6) = 0.19.
  expect(Math.abs(average * 24 * 365 - (0.3 - 0.08))).toBeLessThan(0.4);
});

it('opens where the market is, not at the previous close', () => {
  const { open, close, length } = syntheticBars();
  const equal = Array.from({ length: length - 1 }, (_, i) => open[i + 1] === close[i]);
  expect(equal.filter(Boolean)).toEqual([]);
});

it('keeps prices on ticks and the bar consistent', () => {
  const bars = syntheticBars({ instrument: instrument('ES', { tickSize: 0.25 }), startPrice: 4_000 });
  expect(bars.high.every((price) => Number.isInteger(price * 4))).toBe(true);
});

it.each(['1m', '1d', '1w', '1M'] as const)('makes %s bars that follow each other', (timeframe) => {
  const bars = syntheticBars({ bars: 5, timeframe, start: Date.UTC(2024, 0, 1) });
  expect([bars.timeframe, bars.time[0]]).toEqual([timeframe, Date.UTC(2024, 0, 1)]);
  expect(closeTimeAt(bars, 1)).toBe(bars.time[2]);
});

it('does not move without volatility and drift', () => {
  const still = syntheticBars({ bars: 3, model: geometricBrownian({ annualDrift: 0, annualVolatility: 0 }) });
  expect([...still.close]).toEqual([100, 100, 100]);
});

it('honours the contract of a source', async () => {
  await expect(checkDataSource(syntheticSource({ seed: 3, bars: 20 }))).resolves.toBeUndefined();
});

describe('refuses', () => {
  it.each<[string, SyntheticOptions]>([
    ['a fraction of a bar', { bars: 1.5 }],
    ['fewer bars than none', { bars: -1 }],
    ['a price of nothing', { startPrice: 0 }],
    ['a seed that is no number', { seed: NaN }],
    ['no steps', { stepsPerBar: 0 }],
    ['no volume', { meanVolume: 0 }],
  ])('%s', (_, options) => {
    expect(() => syntheticBars(options)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
  });

  it.each([{ annualDrift: NaN }, { annualVolatility: -0.1 }, { annualVolatility: Infinity }])(
    'the model %j',
    (model) => {
      expect(() => geometricBrownian(model)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
    },
  );

  it('a volatility so large that a step could take the price to zero: 20 for 20 %', () => {
    const model = geometricBrownian({ annualVolatility: 20 });
    expect(() => syntheticBars({ model })).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION', where: 'annualVolatility' }),
    );
  });
});
