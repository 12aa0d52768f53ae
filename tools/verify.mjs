// npm run verify [-- step...]: the slow proofs, apart from .ci/run: the tests on other Node versions, long fuzzing, the
// bounds of the benchmarks.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OTHER_NODES = ['22', '24'];
const FUZZ_RUNS = '10000';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** The whole suite under another Node, which is installed for the occasion from the npm package `node`. */
async function testsOnNode(version) {
  const folder = mkdtempSync(join(tmpdir(), `node-${version}-`));
  try {
    const bin = join(folder, 'node_modules/node/bin');
    const install = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--prefer-offline', `node@${version}`];
    if (!(await run('npm', install))) return false;
    return await run(join(bin, 'node'), [vitest, 'run'], { PATH: `${bin}:${process.env.PATH}` });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const steps = {
  ...Object.fromEntries(OTHER_NODES.map((version) => [`node${version}`, () => testsOnNode(version)])),
  fuzz: () => run(process.execPath, [vitest, 'run', '--testTimeout', '600000'], { FC_NUM_RUNS: FUZZ_RUNS }),
  bench: () => run('npm', ['run', 'bench']),
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in steps));
if (unknown !== undefined) {
  console.error(`there is no step ${JSON.stringify(unknown)}; the steps are ${Object.keys(steps).join(', ')}`);
  process.exit(2);
}

const lines = [];
let failed = 0;
for (const name of asked.length > 0 ? asked : Object.keys(steps)) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const ok = await steps[name]();
  if (!ok) failed++;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  lines.push(`${name.padEnd(8)} ${seconds.padStart(7)} s  ${ok ? 'passed' : 'FAILED'}`);
}
console.log(`\n${lines.join('\n')}\n${lines.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
