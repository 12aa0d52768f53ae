import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const cwd = join(import.meta.dirname, '../..');
const flags = ['--import', 'tsx', '--conditions=@tidemark/source'];

function accuracy(...args: string[]): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, [...flags, 'tools/accuracy/main.ts', ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}

it('compares every area with the goldens of the repository, and all is well', { timeout: 60_000 }, () => {
  const { status, lines } = accuracy();
  expect([status, lines.at(-1)]).toEqual([0, expect.stringMatching(/^[1-9]\d* passed, 0 failed, \d+ skipped$/)]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});

it('answers an area that is misspelt with exit code 2', { timeout: 60_000 }, () => {
  const { status, lines } = accuracy('analisys');
  expect([status, lines.join()]).toEqual([2, expect.stringContaining('did you mean analysis?')]);
});
