import { expect, it } from 'vitest';
import { sampleBars } from '../../testing/index.ts';
import { hysteresis } from './hysteresis.ts';

const through = (options: Parameters<typeof hysteresis>[0], stances: number[]) => {
  const run = hysteresis(options).over(sampleBars({ bars: stances.length }), 0);
  return stances.map((stance, i) => run.update(stance, i));
};

it('takes a side at one level, and leaves it below another', () => {
  const stances = [0.5, 0.6, 0.3, 0.2, 0.5, -0.6, -0.3, -0.2];
  expect(through({ enter: 0.6, exit: 0.3 }, stances)).toEqual([0, 0.6, 0.3, 0, 0, -0.6, -0.3, 0]);
});

it('turns where the other side enters, and is flat where it does not', () => {
  expect(through({ enter: 0.6, exit: 0.3, output: 'sign' }, [0.7, -0.7, 0.5, 0.7, -0.5])).toEqual([1, -1, 0, 1, 0]);
});

it('leaves at 0 where exit is 0', () => {
  expect(through({ enter: 0.5, exit: 0 }, [0.5, 0.1, 0, 0.4])).toEqual([0.5, 0.1, 0, 0]);
});

it.each([{ enter: 0.5 }, { enter: 0.3, exit: 0.4 }, { enter: 0, exit: 0 }, { enter: 0.5, exit: -0.1 }])(
  'refuses %o',
  (options) => {
    expect(() => hysteresis(options as never)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  },
);
