import { describe, expect, it } from 'vitest';
import { analyze } from './analyze.ts';
import { buyAndHold } from './buy-and-hold.ts';
import { figureOf } from './model.ts';
import { sampleRun } from '../testing/sample-run.ts';

const run = sampleRun(600);

describe('the model', () => {
  const model = analyze(run, { benchmark: buyAndHold, riskFreeRate: 0.01 });

  it('is plain JSON: it reads back as it was', () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it('keeps the name of a number that JSON lacks', () => {
    expect(model.manifest.settings['maxLeverage']).toBe('Infinity');
  });

  it('has the money of the run and of its benchmark', () => {
    expect(model.finalEquity).toBe(run.equity.equity[599]);
    expect(model.benchmark).toEqual({ name: 'Buy and hold', finalEquity: (10_000 / 100) * run.bars!.close[599] });
    expect(figureOf(model, 'totalReturn')).toMatchObject({ value: model.finalEquity / 10_000 - 1, unit: 'fraction' });
    expect(figureOf(model, 'totalReturn')?.benchmark?.value).toBeCloseTo(model.benchmark!.finalEquity / 10_000 - 1, 14);
  });

  it('infers the year and says how', () => {
    expect(model.annualisation).toEqual({ periodsPerYear: 252, basis: 'daily on exchange days', riskFreeRate: 0.01 });
  });

  it('lists each order that did not get what it asked for, with its reason', () => {
    expect(model.orders.byStatus).toEqual({ filled: 51, rejected: 8 });
    expect(model.orders.exceptions[0]).toMatchObject({
      outcome: 'rejected',
      reason: 'INSUFFICIENT_CASH',
      order: { id: 7 },
    });
  });

  it('names every figure once', () => {
    const ids = model.groups.flatMap(({ figures }) => figures.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('without a benchmark has no figures that need one', () => {
  const model = analyze(run);
  expect(model.benchmark).toBeNull();
  expect(figureOf(model, 'beta')).toBeUndefined();
});

it('takes another number of periods a year', () => {
  const [usual, weekly] = [analyze(run), analyze(run, { periodsPerYear: 63 })];
  expect(figureOf(weekly, 'volatility')!.value! * 2).toBeCloseTo(figureOf(usual, 'volatility')!.value!, 12);
});

it('thins a long curve in the model and says so', () => {
  const { curve } = analyze(sampleRun(50_000));
  expect(curve.points).toBe(50_000);
  expect(curve.time.length).toBeLessThanOrEqual(20_004);
});

it('refuses an empty run, and a benchmark of bars without bars', () => {
  const empty = { length: 0, time: new Float64Array(), equity: new Float64Array(), initial: 1 };
  const code = (given: string) => expect.objectContaining({ code: given });
  expect(() => analyze({ ...run, equity: empty })).toThrow(code('EMPTY_RUN'));
  expect(() => analyze({ ...run, bars: undefined }, { benchmark: buyAndHold })).toThrow(code('BARS_NEEDED'));
});

it('a run of one bar has figures or reasons', () => {
  const figures = analyze(sampleRun(1)).groups.flatMap((group) => group.figures);
  const unsound = figures.filter(({ value, reason }) =>
    value === null ? reason === undefined : !Number.isFinite(value),
  );
  expect(unsound).toEqual([]);
});
