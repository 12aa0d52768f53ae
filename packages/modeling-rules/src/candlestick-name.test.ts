import * as indicators from '@tidemark/modeling-indicators';
import { catalogue } from '@tidemark/modeling-indicators/catalogue';
import { describe, expect, it } from 'vitest';
import { candlestick, candlestickNames, compile, type CandlestickName } from './index.ts';
import { randomWalk } from '../fixtures/drawn-bars.ts';

it('there are 61', () => {
  expect(new Set(candlestickNames).size).toBe(61);
});

describe('the indicators', () => {
  const entries = catalogue.filter(({ group }) => group === 'candlestick');

  it('are those of the catalogue', () => {
    expect(entries.map(({ id }) => id).sort()).toEqual([...candlestickNames].sort());
  });

  it.each(entries)('$id holds where the indicator says so, with its default settings', ({ id, parameters }) => {
    const bars = randomWalk(3000, 1);
    const { open, high, low, close } = bars;
    const params = parameters.map((parameter) => parameter.default);
    const read = (indicators as unknown as Record<string, (...args: unknown[]) => Float64Array>)[id];
    const values = read(open, high, low, close, ...params);
    const column = (direction: 'bullish' | 'bearish' | 'either') =>
      compile(candlestick(id as CandlestickName, direction)).over({ open, high, low, close }).column;
    expect(column('bullish')).toEqual(values.map((value) => (Number.isNaN(value) ? NaN : value > 0 ? 1 : 0)));
    expect(column('bearish')).toEqual(values.map((value) => (Number.isNaN(value) ? NaN : value < 0 ? 1 : 0)));
    expect(column('either')).toEqual(values.map((value) => (Number.isNaN(value) ? NaN : value === 0 ? 0 : 1)));
  });
});
