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
  willr: 3100,
  plusDm: 3100,
  minusDm: 3100,
  hma: 3200,
  sar: 3200,
  atr: 3200,
  linearRegAngle: 3200,
  variance: 3200,
  tsf: 3200,
  massIndex: 3200,
  linearReg: 3200,
  linearRegIntercept: 3300,
  doji: 3300,
  dx: 3300,
  sarExt: 3300,
  aroonOsc: 3300,
  donchian: 3300,
  accelerationBands: 3300,
  cci: 3300,
  matchingLow: 3400,
  zScore: 3400,
  kama: 3400,
  ulcer: 3400,
  barsSinceHighest: 3400,
  barsSinceLowest: 3400,
  wma: 3400,
  stickSandwich: 3400,
  threeOutside: 3400,
  homingPigeon: 3400,
  klinger: 3400,
  piercing: 3400,
  inNeck: 3400,
  takuri: 3400,
  engulfing: 3400,
  longLeggedDoji: 3400,
  dragonflyDoji: 3400,
  onNeck: 3400,
  gravestoneDoji: 3400,
  thrusting: 3400,
  uniqueThreeRiver: 3500,
  counterattack: 3500,
  htDcPeriod: 3500,
  spinningTop: 3500,
  highWave: 3500,
  tristar: 3500,
  harami: 3500,
  longLine: 3500,
  macdFix: 3500,
  marubozu: 3500,
  shortLine: 3500,
  hammer: 3500,
  shootingStar: 3500,
  threeInside: 3500,
  avgDev: 3500,
  linearRegSlope: 3500,
  beltHold: 3500,
  invertedHammer: 3500,
  hangingMan: 3500,
  haramiCross: 3500,
  rickshawMan: 3500,
  xSideGapThreeMethods: 3500,
  closingMarubozu: 3500,
  ladderBottom: 3500,
  twoCrows: 3500,
  highest: 3500,
  dojiStar: 3500,
  stdDev: 3500,
  upsideGapTwoCrows: 3500,
  aroon: 3500,
  coppock: 3500,
  threeBlackCrows: 3600,
  closeToClose: 3600,
  threeLineStrike: 3600,
  identicalThreeCrows: 3600,
  darkCloudCover: 3600,
  vortex: 3600,
  kicking: 3600,
  tasukiGap: 3600,
  gapSideSideWhite: 3600,
  separatingLines: 3600,
  concealingBabySwallow: 3600,
  lowest: 3600,
  kickingByLength: 3600,
  stalledPattern: 3600,
  ultosc: 3700,
  threeStarsInSouth: 3700,
  ichimoku: 3700,
  morningStar: 3700,
  eveningStar: 3700,
  breakaway: 3700,
  riseFallThreeMethods: 3700,
  threeWhiteSoldiers: 3700,
  morningDojiStar: 3700,
  eveningDojiStar: 3700,
  abandonedBaby: 3700,
  kst: 3700,
  plusDi: 3700,
  minusDi: 3700,
  advanceBlock: 3800,
  supertrend: 3800,
  mfi: 3800,
  hikkake: 3800,
  htPhasor: 3800,
  matHold: 3800,
  choppiness: 3800,
  correl: 3900,
  htTrendline: 3900,
  chandelier: 3900,
  htDcPhase: 3900,
  hikkakeModified: 3900,
  rollingBeta: 3900,
  stochFast: 4000,
  keltner: 4000,
  adxr: 4100,
  adx: 4200,
  keltnerTypical: 4200,
  macd: 4200,
  mama: 4200,
  yangZhang: 4300,
  htSine: 4300,
  bbands: 4300,
  stochRsi: 4600,
  stochRsiSmoothed: 4600,
  htTrendMode: 4700,
  stoch: 5300,
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
