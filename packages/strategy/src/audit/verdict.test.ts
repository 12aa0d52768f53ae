import { expect, it } from 'vitest';
import type { FoundPlace } from './prefix-audit.ts';
import { verdict } from './verdict.ts';

const compared = '3 prefixes of 9 bars';
const place = (name: string, more: Partial<FoundPlace> = {}): FoundPlace => {
  return { kind: 'column', name, bar: 2, time: 0, full: 1, prefix: 2, ...more };
};
const said = (findings: readonly FoundPlace[], differsBy?: 'chance' | 'chunks', most?: number) =>
  verdict({ name: 'x', differsBy, findings, compared, most });

it('is one sentence for each outcome', () => {
  expect(said([])).toBe('x does not look ahead: 3 prefixes of 9 bars agree');
  expect(said([place('z')])).toBe('x looks ahead: column z at bar 2 changed when the bars after it were cut off');
  expect(said([place('z')], 'chance')).toBe(
    'x is not deterministic: two runs over the same bars differ in column z at bar 2',
  );
  expect(said([place('z')], 'chunks')).toBe('x is not deterministic: asked in chunks it differs in column z at bar 2');
  expect(said([place('C', { kind: 'view', full: 'the view of bar 0' })])).toBe('x holds a bar view: the view of bar 0');
});

it('names the instrument, and no more places than it is asked for', () => {
  const found = [place('z', { symbol: 'A' }), place('weight', { kind: 'weight', symbol: 'B' }), place('y')];
  expect(said(found, undefined, 2)).toContain('column z of A at bar 2, weight of B at bar 2 and 1 more changed');
  expect(said(found)).toContain('weight of B at bar 2, column y at bar 2 changed');
});
