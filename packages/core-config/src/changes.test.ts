import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changesBetween } from './changes.ts';
import { secret } from './secret.ts';

it('names each setting that is new, gone or other', () => {
  const before = { a: { x: 1, y: [1, { z: 1 }] }, gone: 1, day: new Date(0), n: NaN };
  const after = { a: { x: 2, y: [1, { z: 1 }] }, 'new.one': { deep: 1 }, day: new Date(0), n: NaN };
  expect(changesBetween(before, after)).toEqual([
    { path: 'a.x', before: 1, after: 2 },
    { path: 'gone', before: 1, after: undefined },
    { path: '"new.one"', before: undefined, after: { deep: 1 } },
  ]);
});

it('compares secrets by their text and shows it to nobody', () => {
  const [one, same, other] = [secret('CANARY-1'), secret('CANARY-1'), secret('CANARY-2')];
  expect(changesBetween({ key: one }, { key: same })).toEqual([]);
  expect(changesBetween({ key: one }, { key: 'CANARY-1' })).toHaveLength(1);
  const text = JSON.stringify(changesBetween({ key: one }, { key: other }));
  expect(text).toBe('[{"path":"key","before":"[redacted]","after":"[redacted]"}]');
});

it('finds nothing between equals', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(changesBetween({ value }, { value: structuredClone(value) })).toEqual([]);
    }),
  );
});
