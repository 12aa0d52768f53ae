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

/** Made of several kernels: what each comes to, in bytes, rounded up to hundreds. It may shrink, not grow. */
const LARGER: Readonly<Record<string, number>> = {
  matHold: 3200,
  hikkake: 3200,
  highest: 3200,
  advanceBlock: 3300,
  vortex: 3300,
  hikkakeModified: 3400,
  ultosc: 3400,
  ichimoku: 3400,
  kst: 3400,
  plusDi: 3400,
  supertrend: 3400,
  minusDi: 3500,
  mfi: 3500,
  htPhasor: 3500,
  choppiness: 3600,
  htDcPhase: 3600,
  correl: 3600,
  htTrendline: 3600,
  chandelier: 3600,
  rollingBeta: 3700,
  stochFast: 3700,
  keltner: 3700,
  adxr: 3800,
  yangZhang: 3900,
  adx: 3900,
  keltnerTypical: 3900,
  macd: 3900,
  mama: 3900,
  htSine: 4000,
  bbands: 4100,
  stochRsi: 4300,
  stochRsiSmoothed: 4300,
  htTrendMode: 4300,
  stoch: 5000,
};

it.each(indicators)(
  'ships %s alone in at most 3 kB, or what its kernels come to, and no other indicator with it',
  async (name) => {
    const { bytes, files } = await bundled(name);
    expect(bytes).toBeLessThanOrEqual(LARGER[name] ?? 3 * 1024);
    expect(files.filter((file) => ownFile.test(file))).toHaveLength(1);
  },
);

it('knows which are larger, and none that is not', async () => {
  for (const name of Object.keys(LARGER)) expect((await bundled(name)).bytes).toBeGreaterThan(3 * 1024);
});

it('ships nothing where nothing is imported', async () => {
  expect((await bundled()).bytes).toBe(0);
});
