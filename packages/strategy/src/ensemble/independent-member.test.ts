import type { RunContext, SignalRun, Strategy } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { sampleBars, scripted } from '../testing/index.ts';
import { IndependentMember } from './independent-member.ts';

const bars = sampleBars({ bars: 4 });
const withRun = (rest: Partial<SignalRun>): Strategy => ({
  name: 'x',
  over: () => ({ columns: {}, warmup: 1, signal: () => 1, ...rest }),
});

it.each(['manage', 'plan', 'orders', 'onFill', 'onOrder'])('is refused with %s', (hook) => {
  const make = () => new IndependentMember('x', withRun({ [hook]: () => NaN }), bars);
  expect(make).toThrow(expect.objectContaining({ code: 'MEMBER_PATH_DEPENDENT', where: 'member x' }));
});

it.each(['position', 'account', 'book'] as const)('is refused where it asks for its %s', (name) => {
  const start = (context: RunContext): void => void context[name];
  const member = new IndependentMember('x', withRun({ start }), bars);
  expect(() => member.hear(1)).toThrow(expect.objectContaining({ code: 'MEMBER_PATH_DEPENDENT' }));
});

it('is started with its first bar after the warm-up, and stopped only if it was', () => {
  const told: string[] = [];
  const strategy = withRun({ start: () => void told.push('start'), stop: () => void told.push('stop') });
  const member = new IndependentMember('x', strategy, bars);
  member.hear(0);
  member.stop();
  expect(told).toEqual([]);
  member.hear(1);
  member.hear(2);
  member.stop();
  expect(told).toEqual(['start', 'stop']);
});

it('needs neither', () => {
  const member = new IndependentMember('x', scripted([1]), bars);
  member.hear(0);
  member.stop();
  expect(member.stance).toBe(1);
});
