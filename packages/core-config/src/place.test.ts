import { expect, it } from 'vitest';
import { placeIn } from './place.ts';

it('is a file, with line and column where they are known', () => {
  expect([placeIn('a.ts'), placeIn('a.yaml', { line: 2, column: 3 })]).toEqual([
    { text: 'a.ts', file: 'a.ts' },
    { text: 'a.yaml:2:3', file: 'a.yaml', line: 2, column: 3 },
  ]);
});
