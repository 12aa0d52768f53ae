import { describe, expect, it } from 'vitest';
import { eventfulRun } from '../testing/eventful-run.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { analyze } from './analyze.ts';
import { figureOf } from './model.ts';

const run = eventfulRun(300);
const [first, second] = run.ambiguities!;

describe('the ambiguous bars of a run', () => {
  it('are none where every bar showed what decided', () => {
    expect(analyze(sampleRun(300)).ambiguities).toBeNull();
    expect(analyze({ ...run, ambiguities: [] }).ambiguities).toBeNull();
  });

  it('are listed, each with what was filled', () => {
    const { cases } = analyze(run).ambiguities!;
    expect(cases).toHaveLength(run.ambiguities!.length);
    expect(cases[0]).toEqual({ ...first, filled: { id: first!.filled, was: 'stop' } });
    expect(cases[1]!.filled).toBeNull();
  });

  it('are counted as bars: one that leaves two things open is one, and counts in both kinds', () => {
    const twice = { ...first!, kind: 'bothEntries' };
    const { bars, byKind, cases } = analyze({ ...run, ambiguities: [first!, twice, first!, second!] }).ambiguities!;
    expect([bars, cases.length]).toEqual([2, 4]);
    expect(byKind).toEqual({ stopAndTarget: 1, bothEntries: 1, legInEntryBar: 1 });
  });

  it('of two instruments at one bar are two', () => {
    const other = { ...first!, symbol: 'OTHER' };
    expect(analyze({ ...run, ambiguities: [first!, other] }).ambiguities!.bars).toBe(2);
  });

  it('name what was filled by its type where it was no leg', () => {
    const entry = { ...first!, filled: 1 };
    expect(analyze({ ...run, ambiguities: [entry] }).ambiguities!.cases[0]!.filled).toEqual({ id: 1, was: 'market' });
  });
});

describe('the interval of the outcome', () => {
  const { value } = figureOf(analyze(run), 'totalReturn')!;
  const totalReturn = { pessimistic: -0.1, value, optimistic: 0.4 };

  it('is null where nobody asked for it', () => {
    expect(analyze(run).ambiguities!.interval).toBeNull();
  });

  it('stands beside the figure of the run, with its name and unit', () => {
    const interval = { metrics: { totalReturn, unheardOf: totalReturn } };
    expect(analyze(run, { interval }).ambiguities!.interval).toEqual([
      { id: 'totalReturn', name: 'Total return', unit: 'fraction', ...totalReturn },
    ]);
  });

  it('keeps why one of the three has no value', () => {
    const known = figureOf(analyze(run), 'profitFactor')!.value;
    const profitFactor = { pessimistic: null, value: known, optimistic: known, reason: 'no_trades' } as const;
    const [figure] = analyze(run, { interval: { metrics: { profitFactor } } }).ambiguities!.interval!;
    expect(figure).toMatchObject({ pessimistic: null, reason: 'no_trades' });
  });

  it('of another run, or by another rate, is refused', () => {
    const other = { metrics: { totalReturn: { ...totalReturn, value: value! + 0.01 } } };
    expect(() => analyze(run, { interval: other })).toThrow(
      expect.objectContaining({ code: 'INTERVAL_OF_ANOTHER_RUN', where: 'analyze, option interval' }),
    );
    const none = { metrics: { totalReturn: { ...totalReturn, value: null } } };
    expect(() => analyze(run, { interval: none })).toThrow(/riskFreeRate/);
  });
});
