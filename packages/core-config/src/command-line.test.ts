import { expect, it } from 'vitest';
import { z } from 'zod';
import { commandLineLayer } from './command-line.ts';

const schema = z.strictObject({ backtest: z.strictObject({ capital: z.number(), tags: z.array(z.string()) }) });

it('reads texts as their settings want them, takes other values as they are, and leaves out what was not given', () => {
  const layer = commandLineLayer(schema, [
    { path: 'backtest.capital', value: '5_000', flag: '--capital' },
    { path: 'backtest.tags', value: ['a'] },
    { path: 'backtest.other', value: undefined },
    { path: 'no.such', value: '5' },
  ]);
  expect(layer.values).toEqual({ backtest: { capital: 5_000, tags: ['a'] }, no: { such: '5' } });
  expect(['capital', 'tags', 'x'].map((key) => layer.placeOf(['backtest', key])?.text)).toEqual([
    '--capital',
    '--set backtest.tags',
    undefined,
  ]);
  expect(layer.placeOf(['backtest', 'tags', 0])?.text).toBe('--set backtest.tags');
});
