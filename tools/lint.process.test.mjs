import { execFile, execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';

const cwd = join(import.meta.dirname, '..');
const bin = (name, file) => join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };

/** What ESLint says of a text that claims to be a file; no file is written. */
function lint(file, text) {
  const args = [bin('eslint', 'bin/eslint.js'), '--stdin', '--stdin-filename', file];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd, env }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, output: stdout + stderr }),
    );
    child.stdin.end(text);
  });
}

// The rule reads the project graph that an nx command leaves behind, and without one it is skipped.
beforeAll(() => {
  execFileSync(process.execPath, [bin('nx', 'dist/bin/nx.js'), 'show', 'projects'], { cwd, env, stdio: 'ignore' });
}, 60_000);

it('fails a package that imports what its line does not allow', { timeout: 60_000 }, async () => {
  const { exitCode, output } = await lint('packages/risk/src/forbidden.ts', "import '@tidemark/data';\n");
  expect(output).toContain('@nx/enforce-module-boundaries');
  expect(output).toContain('pkg:risk');
  expect(exitCode).toBe(1);
});

it('passes a package that imports what its line allows', { timeout: 60_000 }, async () => {
  const { exitCode, output } = await lint('packages/risk/src/allowed.ts', "import '@tidemark/core-market';\n");
  expect([exitCode, output]).toEqual([0, '']);
});
