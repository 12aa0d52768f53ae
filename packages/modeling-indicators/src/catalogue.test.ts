import { describe, expect, it } from 'vitest';
import { catalogue, catalogueEntry, indicatorNamed, parametersSchema, searchSpace } from './catalogue.ts';
import * as entry from './index.ts';
import { contractColumns } from './testing/contract-columns.ts';

const indicators = Object.entries(entry)
  .filter(([, value]) => typeof value === 'function' && 'lookback' in value)
  .map(([name]) => name);

it('has every indicator once, and nothing else', () => {
  expect(catalogue.map(({ id }) => id).toSorted()).toEqual(indicators.toSorted());
});

it('is plain data', () => {
  expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue);
});

describe.each(catalogue)('$id', ({ id, inputs, outputs, parameters }) => {
  const indicator = indicatorNamed(id);

  it('says what goes in and what comes out', () => {
    expect([indicator.name, indicator.inputs, indicator.outputs]).toEqual([id, inputs, outputs]);
  });

  it('has defaults that it takes, within their ranges', () => {
    const defaults = parameters.map((parameter) => parameter.default);
    expect(indicator.lookback(...defaults)).toBeGreaterThanOrEqual(0);
    for (const { min, max, search, default: usual } of parameters) {
      expect([min, search[0], usual].every((value) => value <= search[1] && value <= max)).toBe(true);
      expect(Math.min(search[0], usual)).toBeGreaterThanOrEqual(min);
    }
  });

  it('refuses what lies outside its ranges', () => {
    const columns = contractColumns(inputs, 5, 1);
    const call = indicator as unknown as (...args: readonly unknown[]) => unknown;
    parameters.forEach(({ min, max, kind }, i) => {
      const bad = [min - 1, max * 2 + 1, NaN, ...(kind === 'integer' ? [min + 0.5] : [])];
      for (const value of bad) {
        const values = parameters.map((parameter, j) => (i === j ? value : parameter.default));
        expect(() => call(...columns, ...values), `${value}`).toThrow(entry.IndicatorError);
      }
    });
  });
});

it('says which name was meant', () => {
  expect(() => catalogueEntry('smaa')).toThrow('no indicator "smaa" (did you mean sma?)');
});

it('makes a JSON Schema and a search space of parameters', () => {
  expect(parametersSchema('rsi')).toMatchObject({
    title: 'Relative Strength Index',
    properties: { period: { type: 'integer', minimum: 1, maximum: 1e8, default: 14 } },
    additionalProperties: false,
  });
  expect(searchSpace('bbands')).toMatchObject({ period: { kind: 'integer' }, up: { kind: 'number' } });
});
