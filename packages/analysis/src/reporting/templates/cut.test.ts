import { expect, it } from 'vitest';
import { cut } from './cut.ts';

const rows = Array.from({ length: 1_430 }, (_, i) => i);

it('shows the first rows and says of how many, and where the others are', () => {
  const { shown, note } = cut(rows, 20);
  expect(shown).toEqual(rows.slice(0, 20));
  expect(note && note.text).toContain('The first 20 of 1,430; the JSON export holds all of them.');
});

it('says nothing where everything is shown', () => {
  expect(cut(rows, 1_430)).toEqual({ shown: rows, note: false });
  expect(cut([], 20)).toEqual({ shown: [], note: false });
});
