import { expect, it } from 'vitest';
import { Positions } from './positions.ts';

it('counts lines and columns from 1', () => {
  const positions = new Positions('ab\n\ncd', 'f');
  expect([0, 1, 2, 3, 4, 5, 6].map((offset) => positions.at(offset).text)).toEqual([
    'f:1:1',
    'f:1:2',
    'f:1:3',
    'f:2:1',
    'f:3:1',
    'f:3:2',
    'f:3:3',
  ]);
});

it('answers with the key for a value that has no place, and with what is above for what is not there', () => {
  const positions = new Positions('a:\n  b: 1', 'f');
  positions.setKey(['a'], 0);
  positions.setValue(['a'], 5);
  positions.setKey(['a', 'b'], 5);
  positions.setValue(['a', 'b'], 8);
  expect(
    [
      positions.placeOf(['a', 'b']),
      positions.placeOf(['a', 'b'], 'key'),
      positions.placeOf(['a', 'c', 'd']),
      positions.placeOf(['z']),
    ].map(({ text }) => text),
  ).toEqual(['f:2:6', 'f:2:3', 'f:1:1', 'f']);
  expect([positions.hasKey(['a']), positions.hasKey(['z'])]).toEqual([true, false]);
});
