import { expect, it } from 'vitest';
import { sampleBars } from '../../testing/index.ts';
import { debounce, type DebounceOptions } from './debounce.ts';

const through = (bars: number, stances: number[], options?: DebounceOptions) => {
  const run = debounce(bars, options).over(sampleBars({ bars: stances.length }), 0);
  return stances.map((stance, i) => run.update(stance, i));
};

it('waits until the stance rests, in size too', () => {
  expect(through(3, [1, 1, 1, 0.5, 1, 0.5, 0.5, 0.5])).toEqual([0, 0, 1, 1, 1, 1, 1, 0.5]);
});

it('takes small moves for none, measured from where it came to rest', () => {
  expect(through(2, [0.5, 0.6, 0.55, 0.8, 0.9], { tolerance: 0.2 })).toEqual([0, 0.6, 0.55, 0.55, 0.9]);
});

it('refuses what it cannot do', () => {
  const refused = expect.objectContaining({ code: 'INVALID_OPTION' });
  for (const tolerance of [-1, 2, NaN]) expect(() => debounce(2, { tolerance })).toThrow(refused);
  expect(() => debounce(0)).toThrow(refused);
});
