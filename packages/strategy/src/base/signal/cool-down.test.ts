import { expect, it } from 'vitest';
import { sampleBars } from '../../testing/index.ts';
import { coolDown, type CoolDownOptions } from './cool-down.ts';

const through = (bars: number, stances: number[], options?: CoolDownOptions) => {
  const run = coolDown(bars, options).over(sampleBars({ bars: stances.length }), 0);
  return stances.map((stance, i) => run.update(stance, i));
};

it('allows no other change for so many bars, and then takes the stance that is there', () => {
  expect(through(2, [1, 0, 0, 0, 1, 1, -1])).toEqual([1, 1, 1, 0, 0, 0, -1]);
});

it('lets the size through on the side in place', () => {
  expect(through(2, [0.5, 0.7, -1, 0.4])).toEqual([0.5, 0.7, 0.7, 0.4]);
});

it('may let exits pass: they start it anew', () => {
  expect(through(2, [1, 0, 1, 1, 1], { exits: 'pass' })).toEqual([1, 0, 0, 0, 1]);
});

it('refuses what it cannot do', () => {
  const refused = expect.objectContaining({ code: 'INVALID_OPTION' });
  expect(() => coolDown(0)).toThrow(refused);
  expect(() => coolDown(2, { exits: 'never' as never })).toThrow(refused);
  expect(() => coolDown(2, { exit: 'pass' } as never)).toThrow(refused);
});
