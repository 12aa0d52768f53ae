import { instrument } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noVolumeLimit, volumeShare } from './volume-limit.ts';

const share = instrument('MSFT', { lotSize: 1 });
const coin = instrument('BTC');

describe('volumeShare', () => {
  it.each([
    [1_239, 123],
    [30, 3],
    [9, 0],
    [0, 0],
  ])('of 10 %% lets fill of %d units traded at most %d', (volume, units) => {
    expect(volumeShare(0.1).units(volume, share)).toBe(units);
  });

  it('rounds down to the lot, and not at all where there is none', () => {
    const lots = instrument('X', { lotSize: 100 });
    expect([volumeShare(0.5).units(1_399, lots), volumeShare(0.5).units(0.8, coin)]).toEqual([600, 0.4]);
  });

  it('is never more than the share', () => {
    const volume = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(volume, fc.double({ min: 0.001, max: 1, noNaN: true }), (traded, part) => {
        expect(volumeShare(part).units(traded, share)).toBeLessThanOrEqual(traded * part * (1 + 1e-9) + 1e-8);
      }),
    );
  });

  it('ends a run that has no volume, unless told what to do', () => {
    expect(() => volumeShare(0.1).units(NaN, share)).toThrow(
      expect.objectContaining({ code: 'VOLUME_NEEDED', where: 'MSFT' }),
    );
    expect(volumeShare(0.1, { unknown: 'none' }).units(NaN, share)).toBe(0);
    expect(volumeShare(0.1, { unknown: 'unlimited' }).units(NaN, share)).toBe(Infinity);
  });

  it('is named by the call that makes it', () => {
    expect([volumeShare(0.1), volumeShare(1, { unknown: 'none' }), noVolumeLimit].map(({ name }) => name)).toEqual([
      'volumeShare(0.1)',
      "volumeShare(1, { unknown: 'none' })",
      'noVolumeLimit',
    ]);
  });

  it('takes 10 for 10 %', () => {
    expect(() => volumeShare(10)).toThrow(
      expect.objectContaining({ code: 'INVALID_VOLUME_SHARE', fix: 'rates are fractions: 10 % is 0.1' }),
    );
  });

  it('refuses what it does not know to do without volume', () => {
    expect(() => volumeShare(0.1, { unknown: 'ignore' as never })).toThrow(
      expect.objectContaining({ code: 'INVALID_VOLUME_SHARE', what: 'unknown is ignore' }),
    );
  });

  it.each([0, -0.1, NaN])('refuses a share of %d', (part) => {
    expect(() => volumeShare(part)).toThrow(expect.objectContaining({ code: 'INVALID_VOLUME_SHARE' }));
  });
});

it('noVolumeLimit fills whatever is asked for', () => {
  expect([0, 5, NaN].map((volume) => noVolumeLimit.units(volume, share))).toEqual([Infinity, Infinity, Infinity]);
});
