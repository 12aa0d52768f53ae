import { expect, it } from 'vitest';
import { BuyingPressure } from './buying-pressure.ts';

it('is the share of the ranges that was bought, half where there is none', () => {
  const share = new BuyingPressure(2);
  const answers = [share.update(1, 2), share.update(2, 2), share.update(0, 0), share.update(0, 0)];
  expect(answers).toEqual([NaN, 0.75, 1, 0.5]);
});
