import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it, vi } from 'vitest';
import { chromium, resultOf } from '../../../testing/chromium.mjs';
import { hashesOfRuns } from '../fixtures/hashed-runs.ts';

vi.setConfig({ testTimeout: 60_000 });

const isRequired = process.env['TIDEMARK_REQUIRE_SERVICES'] === '1';

it.skipIf(chromium === undefined && !isRequired)(
  'a browser makes the orders and fills that Node makes, by their hashes',
  async () => {
    const runs = fileURLToPath(new URL('../fixtures/hashed-runs.ts', import.meta.url));
    const page = `import { hashesOfRuns } from ${JSON.stringify(runs)};
      fetch('/result', { method: 'POST', body: JSON.stringify(hashesOfRuns()) });`;
    const { outputFiles } = await build({
      stdin: { contents: page, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
      conditions: ['@tidemark/source'],
      format: 'esm',
      target: 'es2022',
      bundle: true,
      write: false,
    });
    const files = new Map([
      ['index.html', '<!doctype html><script type="module" src="/page.js"></script>'],
      ['page.js', outputFiles[0]!.text],
    ]);
    const inNode = hashesOfRuns();
    expect(Object.values(inNode).every(([, , , fills]) => fills > 20)).toBe(true);
    expect(await resultOf(files, false)).toEqual(inNode);
  },
);
