import { build } from 'esbuild';
import { expect, it } from 'vitest';
import * as entry from './index.ts';

const indicators = Object.entries(entry)
  .filter(([, value]) => typeof value === 'function' && 'lookback' in value)
  .map(([name]) => name);

/** What an application ships that imports these names, minified, and the source files that it holds. */
async function bundled(...names: string[]): Promise<{ bytes: number; files: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export { ${names.join(', ')} } from './index.ts'`, resolveDir: import.meta.dirname },
    conditions: ['@tidemark/source'],
    format: 'esm',
    bundle: true,
    minify: true,
    treeShaking: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  const files = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { bytes: outputFiles[0].contents.length, files: files.map(([file]) => file) };
}

const ownFile = /src\/(trend|momentum|volatility|volume|statistic|price|cycle|candlestick)\/([\w-]+)\.ts$/;

it('knows which exports are indicators', () => {
  expect(indicators).toEqual(expect.arrayContaining(['sma', 'ema', 'rsi', 'atr']));
});

it.each(indicators)('ships %s alone in at most 3 kB, and no other indicator with it', async (name) => {
  const { bytes, files } = await bundled(name);
  expect(bytes).toBeLessThanOrEqual(3 * 1024);
  expect(files.filter((file) => ownFile.test(file))).toHaveLength(1);
});

it('ships nothing where nothing is imported', async () => {
  expect((await bundled()).bytes).toBe(0);
});
