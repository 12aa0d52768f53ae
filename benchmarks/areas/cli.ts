import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchArea, Figure } from '../figure.ts';
import { interleaved } from '../measure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whole processes above an empty one: what somebody at a terminal waits for. */
export const cli: BenchArea = async () => {
  const out = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
  const run = (command: string, args: readonly string[]): unknown =>
    execFileSync(command, args, { cwd: root, stdio: 'ignore' });
  try {
    const ms = await interleaved(
      {
        empty: () => run(process.execPath, ['-e', '0']),
        help: () => run(process.execPath, ['apps/cli/dist/main.js', '--help']),
        mainJob: () => run('npm', ['run', '--silent', 'backtest', '--', '--out', out]),
      },
      { runs: 7, warmups: 1 },
    );
    const above = (name: string, value: number, allowed: number): Figure => ({
      area: 'cli',
      name: `${name}, above node -e 0`,
      value: value - ms.empty,
      unit: 'ms',
      reference: 'what it may take',
      referenceValue: allowed,
      ratio: (value - ms.empty) / allowed,
      bound: 1,
    });
    return [above('tidemark --help', ms.help, 80), above('npm run backtest', ms.mainJob, 1_500)];
  } finally {
    rmSync(out, { recursive: true });
  }
};
