import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const PROGRAM = `
  import { createLogger } from '@tidemark/core-logging';
  const log = createLogger({ level: 'warn', handlers: [{ write() {} }] }).child({ component: 'execution', runId: 'r' });
  const fields = { i: 0 };
  const run = () => { for (let i = 0; i < 1e6; i++) { fields.i = i; log.debug(fields, 'a bar'); log.trace(fields); } };
  const growths = [];
  for (let i = 0; i < 15; i++) {
    gc();
    const before = process.memoryUsage().heapUsed;
    run();
    growths.push(process.memoryUsage().heapUsed - before);
  }
  console.log(Math.min(...growths));`;

it('a level that is not written allocates nothing, in two million calls', { timeout: 30_000 }, async () => {
  const args = [
    '--expose-gc',
    '--import',
    'tsx',
    '--conditions=@tidemark/source',
    '--input-type=module',
    '-e',
    PROGRAM,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
  // What measuring itself allocates; one byte a call would be 2,000,000.
  expect(Number(stdout)).toBeLessThan(5_000);
});
