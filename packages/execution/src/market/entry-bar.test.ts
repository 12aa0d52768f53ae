import { describe, expect, it } from 'vitest';
import { entryBarOutcome, type EntryBar } from './entry-bar.ts';

const strict = { sameBar: 'stop', uncertain: 'none' } as const;
const nothing: EntryBar = {
  entry: 'limit',
  stopTouched: false,
  targetTouched: false,
  closeBeyondStop: false,
  closeBeyondTarget: false,
  nearest: 'target',
};

describe('legs in the bar of their entry (rule 8)', () => {
  it.each([
    ['nothing touched', {}, undefined, true],
    ['limit, stop: the path passed the limit first', { stopTouched: true }, 'stop', true],
    ['limit, target: perhaps before', { targetTouched: true }, undefined, false],
    ['limit, target and a close beyond it', { targetTouched: true, closeBeyondTarget: true }, 'target', true],
    ['stop, target: the path passed the stop first', { entry: 'stop', targetTouched: true }, 'target', true],
    ['stop, protective stop: perhaps before', { entry: 'stop', stopTouched: true }, undefined, false],
    ['stop, and a close beyond it', { entry: 'stop', stopTouched: true, closeBeyondStop: true }, 'stop', true],
    ['limit, both', { stopTouched: true, targetTouched: true }, 'stop', false],
    ['stop, both', { entry: 'stop', stopTouched: true, targetTouched: true }, 'stop', false],
  ] as const)('%s', (_name, bar, fills, certain) => {
    expect(entryBarOutcome({ ...nothing, ...bar }, strict)).toEqual({ fills, certain });
  });

  it.each([
    [{ sameBar: 'nearest', uncertain: 'none' }, 'target'],
    [{ sameBar: 'optimistic', uncertain: 'none' }, 'target'],
    [{ sameBar: 'optimistic', uncertain: 'stop' }, 'target'],
    [{ sameBar: 'nearest', uncertain: 'stop' }, 'stop'],
    [{ sameBar: 'stop', uncertain: 'target' }, 'target'],
  ] as const)('where both were touched, by %o: %s', (semantics, fills) => {
    const both = { ...nothing, stopTouched: true, targetTouched: true };
    expect(entryBarOutcome(both, semantics)).toEqual({ fills, certain: false });
  });

  it('what is possible and not certain fills only where it is asked for, and stays uncertain', () => {
    const target = { ...nothing, targetTouched: true };
    const stop = { ...nothing, entry: 'stop', stopTouched: true } as const;
    const by = (bar: EntryBar, uncertain: 'stop' | 'target') => entryBarOutcome(bar, { sameBar: 'stop', uncertain });
    expect([by(target, 'target'), by(target, 'stop')]).toEqual([
      { fills: 'target', certain: false },
      { fills: undefined, certain: false },
    ]);
    expect([by(stop, 'target'), by(stop, 'stop')]).toEqual([
      { fills: undefined, certain: false },
      { fills: 'stop', certain: false },
    ]);
  });
});
