import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { imi } from './imi.ts';

describeIndicator(imi, { params: [14], lookback: 13, flat: () => 50 }, { describe, it });
describeIndicator(imi, { params: [1], lookback: 0, flat: () => 50 }, { describe, it });

it('weighs what bars gained against what they gained and lost', () => {
  expect([...imi(Float64Array.of(1, 2, 3), Float64Array.of(4, 1, 3), 2)]).toEqual([NaN, 75, 0]);
});

it('reads exactly 100, 0 and 50 where the window holds gains, losses and neither, whatever came before', () => {
  const body = [0.1, 0.7, -0.3, 1e6, -1e5, 0.1, 0.2, 0.3, -0.1, -0.2, -0.3, 0, 0, 0];
  const open = new Float64Array(body.length).fill(100);
  const close = open.map((price, row) => price + body[row]);
  const read = imi(open, close, 3);
  expect([read[7], read[10], read[13]]).toEqual([100, 0, 50]);
});
