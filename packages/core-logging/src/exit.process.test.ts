import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const LINES = 5_000;
const folder = mkdtempSync(join(tmpdir(), 'tidemark-exit-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program that logs LINES lines and then ends as `ending` says. */
function run(handlers: string, ending: string): Promise<{ stdout: string; stderr: string }> {
  const program = `
    import { createLogger } from '@tidemark/core-logging';
    import { fileHandler, terminalHandler } from '@tidemark/core-logging/node';
    const log = createLogger({ handlers: [${handlers}] });
    for (let i = 0; i < ${LINES}; i++) log.info({ i }, 'a line of the usual length, so that the pipe is full at times');
    ${ending}`;
  const args = ['--import', 'tsx', '--conditions=@tidemark/source', '--input-type=module', '-e', program];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: import.meta.dirname, maxBuffer: 1 << 28 }, (_error, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
  });
}

const indexesOf = (text: string): number[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { i: number }).i);
const ALL = Array.from({ length: LINES }, (_, i) => i);

const ENDINGS = {
  'its natural end': '',
  'process.exit': 'process.exit(0);',
  'an uncaught error': "throw new Error('boom');",
};
const SIGNALS = {
  SIGTERM: "process.kill(process.pid, 'SIGTERM'); while (true);",
  SIGKILL: "process.kill(process.pid, 'SIGKILL'); while (true);",
};

describe.concurrent.each(Object.entries({ ...ENDINGS, ...SIGNALS }))('at %s', (name, ending) => {
  it('no line is lost, in a file or in a pipe', { timeout: 30_000 }, async () => {
    const path = join(folder, `${name}.log`);
    const { stdout } = await run(
      `fileHandler({ path: ${JSON.stringify(path)} }), terminalHandler({ stream: 'stdout' })`,
      ending,
    );
    expect(indexesOf(readFileSync(path, 'utf8'))).toEqual(ALL);
    expect(indexesOf(stdout)).toEqual(ALL);
  });
});

describe.concurrent.each(Object.entries(ENDINGS))('at %s', (name, ending) => {
  it('no line that waits in a buffer is lost', { timeout: 30_000 }, async () => {
    const path = join(folder, `${name}.buffered.log`);
    await run(`fileHandler({ path: ${JSON.stringify(path)}, bufferBytes: 1e6, maxBytes: 2e5, keep: 50 })`, ending);
    const files = Array.from({ length: 51 }, (_, age) => (age === 0 ? path : `${path}.${age}`)).toReversed();
    const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.flatMap(indexesOf)).toEqual(ALL);
  });
});
