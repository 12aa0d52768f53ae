import { LONG, type BarSeries } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { defineStrategy } from '../base/define-strategy.ts';
import { sampleBars } from '../testing/sample-bars.ts';
import { copyBars, observe } from './observe.ts';

const bars = sampleBars({ bars: 10 });

it('asks for every signal after the warm-up', () => {
  const strategy = defineStrategy({ name: 'late', columns: () => ({}), decide: (_, i) => i / 10, warmup: 7 })();
  expect(observe(strategy, bars, false)).toMatchObject({
    warmup: 7,
    signals: Float64Array.of(NaN, NaN, NaN, NaN, NaN, NaN, NaN, 0.7, 0.8, 0.9),
  });
});

it('shows the strategy a copy of the bars', () => {
  let seen: BarSeries | undefined;
  const strategy = defineStrategy({
    name: 'seeing',
    columns: (given) => ((seen = given), {}),
    decide: () => LONG,
  })();
  observe(strategy, bars, false);
  expect(seen).toEqual(bars);
  expect(seen?.close.buffer).not.toBe(bars.close.buffer);
});

it('copies any part of the bars, extra columns and close times too', () => {
  const rich = { ...bars, closeTime: bars.time.map((time) => time + 1), extra: { oi: bars.volume } };
  const part = copyBars(rich, 4, 3);
  expect(part).toMatchObject({ length: 3, close: bars.close.slice(4, 7), extra: { oi: bars.volume.slice(4, 7) } });
  expect(part.closeTime).toEqual(rich.closeTime.slice(4, 7));
});
