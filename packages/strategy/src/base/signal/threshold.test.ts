import { expect, it } from 'vitest';
import { sampleBars } from '../../testing/index.ts';
import { threshold } from './threshold.ts';

const through = (options: Parameters<typeof threshold>[0], stances: number[]) => {
  const run = threshold(options).over(sampleBars({ bars: stances.length }), 0);
  return stances.map((stance, i) => run.update(stance, i));
};

it('lets conviction through from its level on', () => {
  expect(through({ level: 0.5 }, [0.4, 0.5, 0.8, -0.5, -0.2, 0])).toEqual([0, 0.5, 0.8, -0.5, 0, 0]);
});

it('may answer the side alone', () => {
  expect(through({ level: 0.5, output: 'sign' }, [0.4, 0.5, -0.8])).toEqual([0, 1, -1]);
});

it.each([{ level: 0 }, { level: 1.2 }, { level: 0.5, output: 'side' }, { leve: 0.5 }, {}])('refuses %o', (options) => {
  expect(() => threshold(options as never)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', where: 'threshold' }),
  );
});
