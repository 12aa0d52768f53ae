import { expect, it } from 'vitest';
import { workerEnv, workerFlags } from './worker-flags.node.ts';

it('takes the conditions of imports along, each once, and nothing that ends a worker', () => {
  const inherited = [
    '--input-type=module',
    '--conditions=a',
    '-C',
    'b',
    '-C=c',
    '--import',
    'tsx',
    '--conditions',
    'a',
  ];
  const conditions = ['d', 'a', 'b', 'c'].map((name) => `--conditions=${name}`);
  expect(workerFlags([...inherited, '--max-old-space-size=100'], ['d'])).toEqual(conditions);
});

it('takes source maps along', () => {
  expect(workerFlags(['--enable-source-maps'], [])).toEqual(['--enable-source-maps']);
});

it('takes the input type out of NODE_OPTIONS, and leaves the rest', () => {
  const cleaned = (options: string): unknown => workerEnv({ A: '1', NODE_OPTIONS: options });
  expect(cleaned('--input-type=module')).toEqual({ A: '1', NODE_OPTIONS: '' });
  expect(cleaned('--no-warnings --input-type module -C x')).toEqual({ A: '1', NODE_OPTIONS: '--no-warnings -C x' });
  const env = { A: '1', NODE_OPTIONS: '-C x' };
  expect(workerEnv(env)).toBe(env);
});
