import { expect, it } from 'vitest';
import { rehearse } from './rehearse.ts';
import { sampleBars } from './sample-bars.ts';
import { scripted } from './scripted.ts';

it('says what it is given from its warm-up on, and keeps its stance behind it', () => {
  const { signals } = rehearse(scripted([1, 0.5, -1], 1), sampleBars({ bars: 5 }));
  expect([...signals]).toEqual([NaN, 0.5, -1, NaN, NaN]);
});
