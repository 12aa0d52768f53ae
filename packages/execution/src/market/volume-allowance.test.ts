import { instrument } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { VolumeAllowance } from './volume-allowance.ts';
import { noVolumeLimit, volumeShare } from './volume-limit.ts';

const X = instrument('X');

describe('a share of the volume (rule 14)', () => {
  it('is for all orders of a side together, and for each side', () => {
    const allowance = new VolumeAllowance(volumeShare(0.1), 'side');
    allowance.open(100, X);
    expect(allowance.part(7)).toBe(7);
    allowance.use(7);
    expect([allowance.part(7), allowance.part(-20)]).toEqual([3, -10]);
    allowance.use(3);
    expect(allowance.part(1)).toBe(0);
  });

  it('is for each order in the profile that counts so', () => {
    const allowance = new VolumeAllowance(volumeShare(0.1), 'order');
    allowance.open(100, X);
    allowance.use(10);
    expect(allowance.part(20)).toBe(10);
  });

  it('is fresh on every bar', () => {
    const allowance = new VolumeAllowance(volumeShare(0.1), 'side');
    allowance.open(100, X);
    allowance.use(-10);
    expect(Math.abs(allowance.part(-1))).toBe(0);
    allowance.open(50, X);
    expect(allowance.part(-20)).toBe(-5);
  });
});

it('without a limit every order fills whole, whatever was used', () => {
  const allowance = new VolumeAllowance(noVolumeLimit, 'side');
  allowance.use(1e9);
  expect([allowance.limits, allowance.part(1e9)]).toEqual([false, 1e9]);
});
