import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, logReturns, simpleReturns } from './changes.ts';
import { ewmDeviation } from './ewm-deviation.ts';
import type { ScalingMethod } from './normalize/scaling.ts';
import {
  fitNormalizer,
  fittedNormalizer,
  normalizer,
  type ColumnTransformer,
  type NormalizerOptions,
} from './normalizer.ts';
import { percentRank } from './percent-rank.ts';
import { winsorizer } from './winsorizer.ts';

const methods = ['zScore', 'minMax', 'iqr', 'mad'] as const;
const column = (...values: number[]): Float64Array => Float64Array.from(values);

const causal: readonly ColumnTransformer[] = [
  ...methods.flatMap((method) => [normalizer(method, { window: 4 }), normalizer(method, { window: 'expanding' })]),
  ...methods.map((method) => fittedNormalizer(method, { center: 2, scale: 3 })),
  logReturns,
  simpleReturns,
  difference,
  percentRank(3),
  winsorizer({ window: 5 }),
  ewmDeviation({ span: 4 }),
  ewmDeviation({ span: 4, standardize: true }),
];
const values = fc
  .array(
    fc.oneof(
      fc.integer({ min: -1e9, max: 1e9 }).map((price) => price / 1e3),
      fc.constantFrom(NaN, 0, 5, 5),
    ),
    { maxLength: 40 },
  )
  .map((list) => Float64Array.from(list));

it.each(causal.map((transformer) => [transformer.name, transformer] as const))(
  '%s says that it is causal, and its past does not change when more rows come',
  (_, transformer) => {
    expect(transformer.causal).toBe(true);
    fc.assert(
      fc.property(values, fc.nat(40), (all, cut) => {
        const part = transformer.apply(all.subarray(0, cut));
        expect([...part]).toEqual([...transformer.apply(all).subarray(0, part.length)]);
      }),
    );
  },
);

it.each(causal.map((transformer) => [transformer.name, transformer] as const))(
  '%s keeps the length and answers a number or NaN, never Infinity',
  (_, transformer) => {
    fc.assert(
      fc.property(values, (all) => {
        const out = transformer.apply(all);
        expect(out.length).toBe(all.length);
        expect(out.every((value) => Math.abs(value) !== Infinity)).toBe(true);
      }),
    );
  },
);

describe('normalizer', () => {
  it.each(methods)('%s over the whole column says that it looks ahead', (method) => {
    expect(normalizer(method, { window: 'all' }).causal).toBe(false);
  });

  it.each(methods)('%s gives NaN for a window without spread', (method) => {
    for (const window of [3, 'expanding', 'all'] as const) {
      expect([...normalizer(method, { window }).apply(column(5, 5, 5, 5))]).toEqual([NaN, NaN, NaN, NaN]);
    }
  });

  it('is NaN while a NaN is in the window, then warms up again', () => {
    const out = normalizer('minMax', { window: 2 }).apply(column(1, 2, NaN, 3, 4, 3));
    expect([...out]).toEqual([NaN, 1, NaN, NaN, 1, 0]);
  });

  it('passes over a NaN where the window expands', () => {
    expect([...normalizer('minMax', { window: 'expanding' }).apply(column(1, NaN, 3, 2))]).toEqual([NaN, NaN, 1, 0.5]);
  });

  it('recovers its accuracy after a huge value has left the window', () => {
    const out = normalizer('zScore', { window: 3 }).apply(column(1e12, 1, 2, 4, 7));
    const clean = normalizer('zScore', { window: 3 }).apply(column(1, 2, 4, 7));
    expect([...out.subarray(3)]).toEqual([...clean.subarray(2)]);
  });

  it('agrees with the definition on every window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 5, maxLength: 40 }), (list) => {
        const out = normalizer('zScore', { window: 5 }).apply(Float64Array.from(list));
        for (let i = 4; i < list.length; i++) {
          const window = list.slice(i - 4, i + 1);
          const mean = window.reduce((a, b) => a + b) / 5;
          const squares = window.reduce((sum, value) => sum + (value - mean) ** 2, 0);
          const expected = squares > 0 ? (list[i] - mean) / Math.sqrt(squares / 4) : NaN;
          expect(out[i]).toSatisfy((value: number) => Object.is(value, expected) || Math.abs(value - expected) < 1e-9);
        }
      }),
    );
  });

  it.each<[ScalingMethod, NormalizerOptions, string]>([
    ['zScore', { window: 1 }, 'INVALID_WINDOW'],
    ['zScore', { window: 2.5 }, 'INVALID_WINDOW'],
    ['zScore', { window: 'expanding', least: 0 }, 'INVALID_WINDOW'],
    ['zscore' as ScalingMethod, { window: 5 }, 'UNKNOWN_METHOD'],
  ])('refuses %s with %o', (method, options, code) => {
    expect(() => normalizer(method, options)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a fitted normalizer', () => {
  it.each(methods)('%s learns from the training rows alone', (method) => {
    const fitted = fitNormalizer(method, column(1, 2, 4, 8, 1e9), { end: 4 });
    expect(fitted.scaling).toEqual(fitNormalizer(method, column(1, 2, 4, 8)).scaling);
  });

  it('undoes what it does', () => {
    const fitted = fitNormalizer('zScore', column(1, 2, 4, 8));
    expect([...fitted.invert(fitted.apply(column(3, NaN, 9)))]).toEqual([3, NaN, 9]);
  });

  it('can be kept as JSON', () => {
    const fitted = fitNormalizer('iqr', column(1, 2, 4, 8));
    const { method, scaling } = JSON.parse(JSON.stringify(fitted)) as typeof fitted;
    expect(fittedNormalizer(method, scaling).apply(column(5))).toEqual(fitted.apply(column(5)));
  });

  it('refuses rows that are all the same, and rows that are not there', () => {
    expect(() => fitNormalizer('zScore', column(5, 5))).toThrow(expect.objectContaining({ code: 'NO_SPREAD' }));
    expect(() => fitNormalizer('zScore', column(NaN))).toThrow(expect.objectContaining({ code: 'NO_SPREAD' }));
    expect(() => fitNormalizer('zScore', column(1, 2), { end: 3 })).toThrow(
      expect.objectContaining({ code: 'INVALID_RANGE' }),
    );
  });
});
