import { expect, it } from 'vitest';
import { builtInStage, sideOf } from './signal-stage.ts';

it('knows sides', () => {
  expect([0.1, -0.1, 0, -0].map(sideOf)).toEqual([1, -1, 0, 0]);
});

it('is known by its name and revision, not by its text', () => {
  const hashes = [
    builtInStage('a', {}, () => ({ ready: 0, update: () => 0 })),
    builtInStage('a', {}, () => ({ ready: 0, update: () => 1 })),
    builtInStage('a', {}, () => ({ ready: 0, update: () => 0 }), 2),
  ].map(({ codeHash }) => codeHash);
  expect([hashes[0] === hashes[1], hashes[0] === hashes[2]]).toEqual([true, false]);
});
