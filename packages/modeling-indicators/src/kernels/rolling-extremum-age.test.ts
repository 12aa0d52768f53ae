import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStream } from '../open-stream.ts';
import { RollingExtremumAge } from './rolling-extremum-age.ts';

const gappy = fc.array(fc.oneof({ weight: 15, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constant(NaN)), {
  maxLength: 80,
});

/** The age in a full window, the oldest value first. */
function ageOf(window: readonly number[], sign: 1 | -1, tie: 'latest' | 'earliest'): number {
  const best = sign * Math.max(...window.map((value) => value * sign));
  const place = tie === 'latest' ? window.lastIndexOf(best) : window.indexOf(best);
  return window.length - 1 - place;
}

const kinds = ([1, -1] as const).flatMap((sign) => (['latest', 'earliest'] as const).map((tie) => ({ sign, tie })));

describe.each(kinds)('with sign $sign, the $tie of equal values', ({ sign, tie }) => {
  it('says how long ago the extremum of the window was, and nothing where the window is not known', () => {
    fc.assert(
      fc.property(gappy, fc.integer({ min: 1, max: 12 }), (values, period) => {
        const kernel = new RollingExtremumAge(period, sign, tie);
        values.forEach((value, row) => {
          const answer = kernel.update(value);
          const window = values.slice(Math.max(0, row - period + 1), row + 1);
          const isKnown = window.length === period && window.every((other) => !Number.isNaN(other));
          expect(answer).toBe(isKnown ? ageOf(window, sign, tie) : NaN);
        });
      }),
    );
  });

  it('peeks at every bar without a trace', () => {
    fc.assert(
      fc.property(gappy, fc.integer({ min: 1, max: 12 }), (values, period) => {
        const open = () => new RollingExtremumAge(period, sign, tie);
        const plain = open();
        const peeked = openStream('age', open, []);
        for (const value of values) {
          for (const other of [5, 0, NaN]) peeked.peek(other);
          expect([peeked.peek(value), peeked.update(value)]).toEqual(Array(2).fill(plain.update(value)));
        }
      }),
    );
  });
});

it('counts bars back from this one', () => {
  const age = new RollingExtremumAge(3);
  expect([5, 4, 3, 2, 9].map((value) => age.update(value))).toEqual([NaN, NaN, 2, 2, 0]);
});
