import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { cmf } from './cmf.ts';

describeIndicator(cmf, { params: [20], lookback: 19, flat: () => 0 }, { describe, it });
describeIndicator(cmf, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

const high = Float64Array.of(4, 4, 4, 4, 4);
const low = Float64Array.of(2, 2, 2, 2, 2);

it('weighs each close by its volume', () => {
  const close = Float64Array.of(4, 2.5, 2, 3, 4);
  expect([...cmf(high, low, close, Float64Array.of(30, 10, 10, 40, 40), 2)]).toEqual([NaN, 0.625, -0.75, -0.2, 0.5]);
});

it('reads 0 where nothing was traded, whatever was traded before', () => {
  const volume = Float64Array.of(0.1, 0.7, 0, 0, 0.3);
  expect([...cmf(high, low, high, volume, 2)]).toEqual([NaN, 1, 1, 0, 1]);
});

it('takes a bar without range as one that nobody won', () => {
  expect([
    ...cmf(Float64Array.of(4, 3), Float64Array.of(2, 3), Float64Array.of(4, 3), Float64Array.of(5, 15), 2),
  ]).toEqual([NaN, 0.25]);
});
