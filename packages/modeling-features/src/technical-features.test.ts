import { barSeries, toBars } from '@tidemark/core-market';
import { atr, macd, rsi, sma } from '@tidemark/modeling-indicators';
import { expect, it } from 'vitest';
import { walkBars } from '../fixtures/walk-bars.ts';
import { barColumn } from './bar-column.ts';
import { simpleReturn } from './price-features.ts';
import { technical } from './technical-features.ts';

const bars = walkBars(60);

it('is the indicator on the columns that it names, the close for a value', () => {
  expect(technical(rsi, [14]).over(bars)).toEqual(rsi(bars.close, 14));
  expect(technical(atr, [5]).over(bars)).toEqual(atr(bars.high, bars.low, bars.close, 5));
});

it('takes one of several columns', () => {
  const feature = technical(macd, [3, 6, 2], { output: 'signal' });
  expect([feature.name, feature.formula]).toEqual(['macd_3_6_2_signal', 'macd(close, 3, 6, 2).signal']);
  expect(feature.over(bars)).toEqual(macd(bars.close, 3, 6, 2).signal);
});

it('goes over another feature, and adds up the warm-ups', () => {
  const feature = technical(sma, [5], { of: simpleReturn(2) });
  expect([feature.name, feature.lookback]).toEqual(['sma_5_of_return_2', 6]);
  expect(feature.over(bars)).toEqual(sma(simpleReturn(2).over(bars), 5));
});

it('reads a further column of the series, of which there is no stream', () => {
  const { time, open, high, low, close } = bars;
  const extra = { spread: close.map((value) => value / 1000) };
  const richer = barSeries({ time, open, high, low, close, extra }, { instrument: 'X', timeframe: '1h' });
  const feature = technical(sma, [3], { of: 'spread' });
  expect(feature.over(richer)).toEqual(sma(extra.spread, 3));
  expect(() => feature.stream()).toThrow('no column spread');
});

it.each([
  ['several columns and none named', () => technical(macd, [12, 26, 9]), 'OUTPUT_NEEDED'],
  [
    'a column that it does not have',
    () => technical(macd, [12, 26, 9], { output: 'signl' as 'signal' }),
    'UNKNOWN_OUTPUT',
  ],
  ['too few inputs', () => technical(atr, [14], { of: ['high', 'low'] }), 'INPUTS_DIFFER'],
  ['parameters that make no sense', () => technical(rsi, [0]), 'INVALID_PERIOD'],
  ['a misspelt column', () => technical(rsi, [14], { of: 'clsoe' }).over(bars), 'COLUMN_MISSING'],
  ['a column named as what every object has', () => barColumn('constructor').over(bars), 'COLUMN_MISSING'],
  ['a misspelt column, as a stream', () => barColumn('vlume').stream().update(toBars(bars)[0]), 'COLUMN_MISSING'],
])('refuses %s', (_, attempt, code) => {
  expect(attempt).toThrow(expect.objectContaining({ code }));
});
