import { expect, it } from 'vitest';
import { durationMs, durationText } from './duration.ts';

const schema = durationText('how long');

it.each(['1h', '500ms', '1.5d', '0.5s', '2w', undefined])('takes %s', (text) => {
  expect(schema.safeParse(text).success).toBe(true);
});

it.each(['0s', '0.0s', '1', 'h', '1 h', '-1h', '1M', '.5s ', 5])('refuses %s', (text) => {
  expect(schema.safeParse(text).success).toBe(false);
});

it('takes milliseconds above 0', () => {
  expect([1, 0.5, 0, -1].map((ms) => durationMs('x').safeParse(ms).success)).toEqual([true, true, false, false]);
});
