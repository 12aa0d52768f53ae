import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longestRun } from './longest-run.ts';

const runOf = (marks: string) => longestRun(marks.length, (i) => marks[i] === 'x');

it('counts the longest of several runs, wherever it stands', () => {
  expect(runOf('xxx.xx.x')).toBe(3);
  expect(runOf('x.xxx.xx')).toBe(3);
  expect(runOf('x.xx.xxx')).toBe(3);
});

it('is 0 where none holds, and where there is nothing', () => {
  expect(runOf('....')).toBe(0);
  expect(longestRun(0, () => true)).toBe(0);
});

it('is the whole length where all hold', () => {
  expect(runOf('xxxx')).toBe(4);
});

it('asks about each index once, in order, and about none at or beyond the length', () => {
  const asked: number[] = [];
  longestRun(3, (i) => {
    asked.push(i);
    return true;
  });
  expect(asked).toEqual([0, 1, 2]);
});

it('agrees with splitting the marks at the gaps', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('x', '.'), { maxLength: 40 }), (marks) => {
      const parts = marks.join('').split('.');
      expect(runOf(marks.join(''))).toBe(Math.max(...parts.map((part) => part.length)));
    }),
  );
});
