import { describe, expect, it } from 'vitest';
import type { SavedStream } from './indicator.ts';
import { rsi } from './momentum/rsi.ts';
import { sma } from './trend/sma.ts';

describe('a saved stream', () => {
  const saved = (): SavedStream => {
    const stream = sma.stream(3);
    for (const value of [1, 2, 3, 4]) stream.update(value);
    return stream.save();
  };

  it('goes on where it was in its warm-up too', () => {
    const stream = sma.stream(3);
    stream.update(1);
    const again = sma.load(JSON.parse(JSON.stringify(stream.save())) as SavedStream);
    expect([again.update(2), again.update(3)]).toEqual([NaN, 2]);
  });

  it('goes on where it was, also when a store sorted its fields', () => {
    const { state } = saved();
    const sorted = Object.fromEntries(Object.entries(state).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    expect(sma.load({ state: sorted, params: [3], indicator: 'sma' }).update(5)).toBe(4);
  });

  it.each([
    ['another indicator', { indicator: 'ema' }],
    ['another period', { params: [2] }],
    ['a period that is none', { params: [0] }],
    ['no parameters', { params: undefined }],
    ['no state', { state: undefined }],
    ['a field missing', { state: { ring: [1, 2, 3], at: 0, sum: 6 } }],
    ['a field too many', { state: { ...saved().state, other: 1 } }],
    ['a text for a number', { state: { ...saved().state, sum: '9' } }],
    ['a place outside the window', { state: { ...saved().state, at: 7.5 } }],
    ['too long a window', { state: { ...saved().state, ring: [1, 2, 3, 4] } }],
  ])('is refused with %s', (_, change) => {
    expect(() => sma.load({ ...saved(), ...change } as unknown as SavedStream)).toThrow(
      'sma.load: no state of its own (load what save() gave)',
    );
  });

  it('reads null as the NaN that JSON could not write', () => {
    const saved = JSON.parse(JSON.stringify(rsi.stream(2).save())) as SavedStream;
    const stream = rsi.load(saved);
    expect([1, 2, 1].map((value) => stream.update(value))).toEqual([NaN, NaN, 50]);
  });
});
