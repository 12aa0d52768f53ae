import { describe, expect, it } from 'vitest';
import { PROFILES, type Semantics } from './semantics.ts';

/** What a profile has that ours has not. */
const differences = (name: keyof typeof PROFILES): Partial<Semantics> =>
  Object.fromEntries(
    Object.entries(PROFILES[name]).filter(([key, value]) => value !== PROFILES['tidemark-1'][key as keyof Semantics]),
  );

describe('profiles', () => {
  it('tidemark-1 has the defaults of the contract', () => {
    expect(PROFILES['tidemark-1']).toMatchObject({
      reenter: 'change',
      firstCall: 'ready',
      limitTouch: 'touch',
      sameBar: 'stop',
      openDecides: true,
      legs: 'certain',
      uncertain: 'none',
      trailFrom: 'high',
      cap: 'none',
      resolve: 'close',
      insufficient: 'default',
      onClose: false,
      finalize: 'mark',
    });
  });

  it.each([
    [
      'backtesting.py',
      { firstCall: 'ready+1', queue: 'stopFirst', legs: 'entryBar', resolve: 'fill', costing: 'fifo' },
    ],
    ['backtrader', { queue: 'fifo', legs: 'nextBar', trailFrom: 'close', cap: 'bar', checkAtSubmission: true }],
    ['vectorbt', { legs: 'nextBar', openDecides: false, insufficient: 'shrink', commissionPer: 'order' }],
    ['bt', { onClose: true, weightsPay: 'outlay', buyingPower: 'unchecked' }],
  ] as const)('%s has the habits of its namesake', (name, habits) => {
    expect(differences(name)).toMatchObject(habits);
  });

  it('name every switch, so that a manifest can repeat the run', () => {
    const names = Object.keys(PROFILES['tidemark-1']).toSorted();
    for (const profile of Object.values(PROFILES)) expect(Object.keys(profile).toSorted()).toEqual(names);
  });
});
