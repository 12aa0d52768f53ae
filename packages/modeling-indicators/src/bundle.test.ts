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
  mfi: 3100,
  linearRegAngle: 3200,
  variance: 3200,
  tsf: 3200,
  linearReg: 3200,
  massIndex: 3200,
  linearRegIntercept: 3200,
  accelerationBands: 3200,
  donchian: 3200,
  aroonOsc: 3300,
  klinger: 3300,
  zScore: 3300,
  barsSinceHighest: 3300,
  barsSinceLowest: 3300,
  ulcer: 3400,
  macdFix: 3400,
  aroon: 3400,
  avgDev: 3500,
  vortex: 3500,
  stdDev: 3500,
  coppock: 3500,
  macd: 3500,
  closeToClose: 3500,
  kst: 3600,
  ultosc: 3600,
  plusDi: 3600,
  minusDi: 3600,
  dx: 3700,
  bbands: 3800,
  correl: 3800,
  choppiness: 3800,
  stochFast: 3900,
  stoch: 3900,
  rollingBeta: 3900,
  keltner: 3900,
  chandelier: 4000,
  adx: 4100,
  keltnerTypical: 4100,
  yangZhang: 4200,
  adxr: 4500,
  stochRsi: 4600,
  stochRsiSmoothed: 4600,
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
