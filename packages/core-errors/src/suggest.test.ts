import { expect, it } from 'vitest';
import { nearestName } from './suggest.ts';

const columns = ['time', 'open', 'high', 'low', 'close', 'volume'];

it.each([
  ['clsoe', 'close'],
  ['Opne', 'open'],
  ['volum', 'volume'],
  ['HIGH', 'high'],
])('takes %s for %s', (written, meant) => {
  expect(nearestName(written, columns)).toBe(meant);
});

it.each(['price', 'x', ''])('does not guess for %j', (written) => {
  expect(nearestName(written, columns)).toBeUndefined();
});

it('takes the nearest of several', () => {
  expect(nearestName('clos', ['cross', 'close'])).toBe('close');
});
