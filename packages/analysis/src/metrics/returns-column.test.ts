import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanReturns, returnsOfCurve } from './returns-column.ts';

const curveOf = (equity: readonly number[], initial = 100) => ({
  length: equity.length,
  time: Float64Array.from(equity, (_, i) => i),
  equity: Float64Array.from(equity),
  initial,
});
const refusal = (code: string, where?: string) =>
  expect.objectContaining(where === undefined ? { code } : { code, where });

describe('the returns of a curve', () => {
  it('are fractions of the value before, the first one of the initial capital', () => {
    expect([...returnsOfCurve(curveOf([150, 75, 75, 300]))]).toEqual([0.5, -0.5, 0, 3]);
  });

  it('stay 0 once the account is at or below zero', () => {
    expect([...returnsOfCurve(curveOf([0, 0, 0]))]).toEqual([-1, 0, 0]);
    expect([...returnsOfCurve(curveOf([-50, -25, -200]))]).toEqual([-1.5, 0, 0]);
  });

  it('of no values are none', () => {
    expect(returnsOfCurve(curveOf([])).length).toBe(0);
  });

  it('compound back to the curve', () => {
    const money = fc.double({ min: 1, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(fc.array(money, { maxLength: 30 }), money, (equity, initial) => {
        let wealth = initial;
        for (const [i, value] of returnsOfCurve(curveOf(equity, initial)).entries()) {
          wealth *= 1 + value;
          expect(Math.abs(wealth / equity[i]! - 1)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('are refused where the capital is not a positive amount', () => {
    for (const initial of [0, -1, NaN, Infinity])
      expect(() => returnsOfCurve(curveOf([1], initial))).toThrow(refusal('INVALID_CAPITAL'));
  });

  it('are refused where the equity is no number, with its place', () => {
    for (const bad of [NaN, Infinity, -Infinity])
      expect(() => returnsOfCurve(curveOf([1, 2, bad]))).toThrow(refusal('NAN_EQUITY', 'value 2 of the curve'));
  });
});

describe('a column of returns', () => {
  const time = Float64Array.of(10, 20, 30, 40);

  it('without gaps is handed on as it is, not copied', () => {
    const column = Float64Array.of(0.1, -1, 0, 5);
    for (const dropNaN of [true, false]) {
      const clean = cleanReturns(column, time, dropNaN);
      expect([clean.returns === column, clean.time === time]).toEqual([true, true]);
    }
  });

  it('loses its NaNs with their times where they may go', () => {
    const clean = cleanReturns(Float64Array.of(NaN, 0.5, NaN, -0.5), time, true);
    expect(clean).toEqual({ returns: Float64Array.of(0.5, -0.5), time: Float64Array.of(20, 40) });
  });

  it('may lose all it has, without times too, and is not changed by that', () => {
    const column = Float64Array.of(NaN, NaN);
    expect(cleanReturns(column, undefined, true)).toEqual({ returns: new Float64Array(), time: undefined });
    expect([...column]).toEqual([NaN, NaN]);
  });

  it('with a NaN is refused with its place and the option that would drop it', () => {
    const fix = expect.stringContaining('dropNaN: true');
    expect(() => cleanReturns(Float64Array.of(0, 0, NaN), undefined, false)).toThrow(
      expect.objectContaining({ code: 'NAN_RETURN', where: 'return 2', fix }),
    );
  });

  it('with an infinite return is refused even where NaNs may go: dropping would not mend it', () => {
    const fix = expect.not.stringContaining('dropNaN');
    for (const column of [Float64Array.of(0, -Infinity), Float64Array.of(0, Infinity, NaN)])
      expect(() => cleanReturns(column, undefined, true)).toThrow(
        expect.objectContaining({ code: 'NAN_RETURN', where: 'return 1', fix }),
      );
    expect(() => cleanReturns(Float64Array.of(NaN, Infinity), undefined, true)).toThrow(
      expect.objectContaining({ code: 'NAN_RETURN' }),
    );
  });

  it('with another number of times is refused, both counts named', () => {
    expect(() => cleanReturns(new Float64Array(3), time, true)).toThrow(
      expect.objectContaining({ code: 'LENGTHS_DIFFER', what: '4 times, 3 returns' }),
    );
  });
});

it('a ruined account has no further returns, also where money comes again', () => {
  expect(returnsOfCurve(curveOf([100, -50, 100, 200]))).toEqual(Float64Array.of(0, -1.5, 0, 0));
});

it('an infinite return is told by its place in the column that was given', () => {
  expect(() => cleanReturns(Float64Array.of(NaN, NaN, 0.1, Infinity), undefined, true)).toThrow(
    refusal('NAN_RETURN', 'return 3'),
  );
});
