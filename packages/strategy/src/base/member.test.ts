import type { Strategy } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { smaCross } from '../built-in/sma-cross.ts';
import { sampleBars } from '../testing/index.ts';
import { combinedHash, isStrategy, Member, memberColumns, memberNames } from './member.ts';

const bars = sampleBars({ bars: 6 });
const says = (signals: readonly number[], warmup = 0): Strategy => ({
  name: 'says',
  over: () => ({ columns: {}, warmup, signal: (i) => signals[i] }),
});

it('has no stance before its warm-up, then the last signal that was not NaN, 0 where there was none', () => {
  const member = new Member('says', says([1, 1, NaN, 0.5, NaN, -0], 2), bars);
  const stances = [0, 1, 2, 3, 4, 5].map((i) => (member.hear(i), member.stance));
  expect(stances).toEqual([NaN, NaN, 0, 0.5, 0.5, 0]);
});

it.each([[2], [-1.5], [Infinity], [undefined]])('refuses %s as a signal', (signal) => {
  const member = new Member('dip', says([signal as number]), bars);
  expect(() => member.hear(0)).toThrow(
    expect.objectContaining({ code: 'SIGNAL_OUT_OF_RANGE', what: `the signal of dip is ${signal}`, where: 'bar 0' }),
  );
});

it('puts columns under the names of their members', () => {
  const members = ['a', 'b'].map((name) => new Member(name, smaCross({ fast: 1, slow: 2 }), bars));
  expect(Object.keys(memberColumns(members))).toEqual(['a.fast', 'a.slow', 'b.fast', 'b.slow']);
});

it('tells members of one name apart', () => {
  expect(memberNames([{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'a' }])).toEqual(['a', 'b', 'a#2', 'a#3']);
});

it('knows a strategy when it sees one', () => {
  expect([smaCross(), smaCross, {}, null, 'sma-cross'].map(isStrategy)).toEqual([true, false, false, false, false]);
});

it('hashes what the members are made of, and their order', () => {
  const [a, b] = [says([1]), smaCross()];
  const hashes = [combinedHash('x', 1, [a, b]), combinedHash('x', 1, [b, a]), combinedHash('x', 2, [a, b])];
  expect(new Set(hashes).size).toBe(3);
  expect(combinedHash('x', 1, [smaCross(), smaCross({ fast: 3 })])).toBe(combinedHash('x', 1, [b, b]));
});
