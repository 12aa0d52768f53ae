import { expect, it } from 'vitest';
import { FixedWeights } from './member-weights.ts';

it('is what was given, whatever happens', () => {
  const weights = new FixedWeights([1, 3]);
  weights.update();
  const out = new Float64Array(2);
  weights.write(out);
  expect([...out]).toEqual([1, 3]);
});
