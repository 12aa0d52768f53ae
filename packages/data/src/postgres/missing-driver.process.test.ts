import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** A module hook that knows no drivers. */
const HOOK = `export async function resolve(name, context, next) {
  if (name === 'pg' || name === 'pg-copy-streams') throw new Error('Cannot find package ' + name);
  return next(name, context);
}`;
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(HOOK)}`)});`;

const PROGRAM = `
  import { syntheticBars } from '@tidemark/data';
  import { postgresSource, writePostgres } from '@tidemark/data/postgres';
  const options = { connection: 'postgres://127.0.0.1:1', table: 'bars' };
  const bars = syntheticBars({ bars: 3, timeframe: '1m', seed: 1 });
  const answers = [() => postgresSource({ ...options, instrument: 'ES' }).bars(), () => writePostgres(bars, options)];
  for (const answer of answers) await answer().catch((error) => console.log(error.code, error.fix));
`;

it('a source without its driver says how to install it', { timeout: 20_000 }, async () => {
  const flags = ['--import', 'tsx', '--import', `data:text/javascript,${encodeURIComponent(REGISTER)}`];
  const program = ['--conditions=@tidemark/source', '--input-type=module', '-e', PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...program], { cwd: import.meta.dirname });
  const told = 'DRIVER_MISSING npm install pg pg-copy-streams';
  expect(stdout.trim().split('\n')).toEqual([told, told]);
});
