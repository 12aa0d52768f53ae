import { analyze, figureOf } from '@tidemark/analysis/reporting';
import { eventfulRun, sampleRun } from '@tidemark/analysis/testing';
import { describe, expect, it } from 'vitest';
import { memoryTerminal } from '../terminal/memory-terminal.ts';
import { ambiguityLines, exceptionLines } from './event-lines.ts';

const run = eventfulRun(300);
const { style } = memoryTerminal({ columns: 80 }).out;
const told = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(' ');

describe('ambiguous bars', () => {
  it('are not mentioned where there are none', () => {
    expect(ambiguityLines(analyze(sampleRun(300)), style)).toEqual([]);
  });

  it('are counted, with the total return that hangs on them, within the width', () => {
    const { value } = figureOf(analyze(run), 'totalReturn')!;
    const interval = { metrics: { totalReturn: { pessimistic: -0.125, value, optimistic: 0.5 } } };
    const lines = ambiguityLines(analyze(run, { interval }), style);
    expect(told(lines)).toBe(
      '11 bars do not show what came first. ' +
        'Total return, had each gone against you: −12.50%; had each gone for you: 50.00%.',
    );
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('are counted alone where nobody asked what hangs on them', () => {
    const one = analyze({ ...run, ambiguities: run.ambiguities!.slice(0, 1) });
    expect(told(ambiguityLines(one, style))).toBe('1 bar does not show what came first.');
  });
});

describe('what was not as asked', () => {
  it('is not mentioned where all was', () => {
    expect(exceptionLines(analyze({ ...sampleRun(300), orders: [] }), style)).toEqual([]);
  });

  it('is counted by reason: orders, targets, margin calls', () => {
    const { refused = [], ...rest } = run;
    const more = analyze({ ...rest, refused: [...refused, ...refused] });
    expect(exceptionLines(more, style)).toEqual([
      '  4 orders rejected: INSUFFICIENT_CASH',
      '  2 targets became no order: SIZE_ROUNDS_TO_ZERO',
      '  1 margin call, at most $100.00 missing',
    ]);
  });

  it('names the five most frequent reasons and counts the others', () => {
    const rejected = run.orders.find(({ status }) => status === 'rejected')!;
    const orders = Array.from({ length: 7 }, (_, k) => ({ ...rejected, reason: `REASON_${k}` }));
    const lines = exceptionLines(analyze({ ...run, orders, refused: [], marginCalls: [] }), style);
    expect(lines.slice(4)).toEqual(['  1 order rejected: REASON_4', '  2 for other reasons']);
  });
});
