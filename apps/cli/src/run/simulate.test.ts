import type { SignalRun, Strategy } from '@tidemark/core-market';
import { syntheticBars } from '@tidemark/data';
import { expect, it } from 'vitest';
import { auditStrategy, auditWarnings } from './audit-strategy.ts';
import { outcomeInterval, simulate } from './simulate.ts';

const bars = syntheticBars({ bars: 300 });
const strategyOf = (more: Partial<SignalRun>): Strategy => ({
  name: 'test',
  over: () => ({ columns: {}, warmup: 0, signal: () => 1, ...more }),
});
const fails: Partial<SignalRun> = {
  signal: () => {
    throw new TypeError('no such column');
  },
};

it('says which strategy threw, and what', () => {
  expect(() => simulate(bars, { strategy: strategyOf(fails) })).toThrow(
    expect.objectContaining({ code: 'STRATEGY_FAILED', what: 'strategy test threw TypeError: no such column' }),
  );
});

it('leaves errors that have a code as they are', () => {
  const strategy = strategyOf({ signal: () => 20 });
  expect(() => simulate(bars, { strategy })).toThrow(expect.objectContaining({ code: 'SIGNAL_OUT_OF_RANGE' }));
});

it('tells how far a long run is, with the same result', () => {
  const long = syntheticBars({ bars: 200_000, stepsPerBar: 1 });
  const shares: number[] = [];
  const strategy = strategyOf({ signal: (i) => (i % 1_000 < 500 ? 1 : 0) });
  const told = simulate(long, { strategy }, (share) => shares.push(share));
  expect([shares.length, shares[50]]).toEqual([100, 0.5]);
  expect(told.manifest.fillHash).toBe(simulate(long, { strategy }).manifest.fillHash);
});

it('audits a strategy that reads its position through its orders', () => {
  const strategy = strategyOf({ signal: () => 1, manage: (signal, position) => (position.barsHeld > 5 ? 0 : signal) });
  const shares: number[] = [];
  const result = auditStrategy(bars, { strategy }, (share) => shares.push(share));
  expect([result.clean, shares[0], shares.length > 10]).toEqual([true, 0, true]);
  expect(auditWarnings(result)).toEqual([]);
});

it('warns of a strategy that sees the future', () => {
  const strategy: Strategy = {
    name: 'oracle',
    over: ({ close }) => ({ columns: {}, warmup: 1, signal: (i) => (close[i + 1]! > close[i]! ? 1 : 0) }),
  };
  const result = auditStrategy(bars, { strategy }, () => {});
  expect(auditWarnings(result)).toEqual([
    { code: 'LOOKS_AHEAD', what: expect.stringMatching(/^oracle looks ahead: signal at bar \d+ changed/) },
  ]);
  expect(auditWarnings(undefined)).toEqual([]);
});

const bracketed = (width: number): Partial<SignalRun> => ({
  signal: (i) => (i % 10 < 5 ? 1 : 0),
  plan: ({ price }) => ({ stop: price * (1 - width), target: price * (1 + width) }),
});

it('decides ambiguous bars both ways, around the run that was made', () => {
  const options = { strategy: strategyOf(bracketed(0.001)) };
  const result = simulate(bars, options);
  const interval = outcomeInterval(bars, options, result);
  expect(interval?.result).toBe(result);
  expect(interval?.ambiguous.total).toBeGreaterThan(0);
  const { pessimistic, optimistic } = interval!.metrics['totalReturn']!;
  expect(pessimistic).toBeLessThan(optimistic!);
});

it('runs no second time where every bar showed what decided', () => {
  const options = { strategy: strategyOf(bracketed(0.9)) };
  expect(outcomeInterval(bars, options, simulate(bars, options))).toBeUndefined();
});
