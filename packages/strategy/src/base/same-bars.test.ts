import { sliceBars } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { sampleBars } from '../testing/sample-bars.ts';
import { placeAmong } from './same-bars.ts';

const made = sampleBars({ bars: 10 });
const { time, close } = made;

it('finds the bars, copied or not, and any stretch of them', () => {
  expect(placeAmong(made, made, 'x')).toBe(0);
  expect(placeAmong(made, { ...made, time: time.slice(), close: close.slice() }, 'x')).toBe(0);
  expect(placeAmong(made, sliceBars(made, 0, 4), 'x')).toBe(0);
  expect(placeAmong(made, sliceBars(made, 4, 7), 'x')).toBe(4);
  expect(placeAmong(made, sliceBars(made, 3, 3), 'x')).toBe(0);
});

it.each([
  ['another instrument', { ...made, symbol: 'ES' }, 'its signals belong to SAMPLE, the run is over ES'],
  [
    'more bars',
    sampleBars({ bars: 11 }),
    'the run has 11 bars from 2024-01-01T00:00:00.000Z on, the signals end before',
  ],
  ['other prices', sampleBars({ bars: 10, seed: 8 }), 'bar 0 (2024-01-01T00:00:00.000Z) is another one'],
  ['other times', { ...made, time: time.map((at) => at - 1) }, 'bar 0 '],
])('refuses %s', (_, series, what) => {
  expect(() => placeAmong(made, series, 'x')).toThrow(
    expect.objectContaining({ code: 'OTHER_BARS', what: expect.stringContaining(what) }),
  );
});
