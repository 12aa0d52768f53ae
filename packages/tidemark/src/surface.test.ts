import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const manifest: { exports: Record<string, { '@tidemark/source': string }> } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const subpaths = Object.entries(manifest.exports).filter(([path]) => path !== './package.json');
const surfaces = await Promise.all(
  subpaths.map(async ([path, { '@tidemark/source': file }]) => {
    const exported: Record<string, unknown> = await import(new URL(`../${file}`, import.meta.url).href);
    return { path, exported };
  }),
);

it('gives no name two meanings', () => {
  const meanings = new Map<string, { path: string; value: unknown }>();
  const clashes: string[] = [];
  for (const { path, exported } of surfaces) {
    for (const [name, value] of Object.entries(exported)) {
      const first = meanings.get(name);
      if (first === undefined) meanings.set(name, { path, value });
      else if (!Object.is(first.value, value)) clashes.push(`${name}: ${first.path} and ${path}`);
    }
  }
  expect(clashes).toEqual([]);
});

it.each(surfaces)('has something under $path', ({ exported }) => {
  expect(Object.keys(exported)).not.toEqual([]);
});

it('names the first hour one by one', () => {
  const root = surfaces.find(({ path }) => path === '.');
  expect(Object.keys(root!.exported).toSorted()).toEqual([
    'BaseStrategy',
    'FLAT',
    'HOLD',
    'LONG',
    'SHORT',
    'analyze',
    'atr',
    'audit',
    'backtest',
    'barSeries',
    'barsBetween',
    'barsOf',
    'bps',
    'buyAndHold',
    'cagr',
    'commission',
    'defineStrategy',
    'ema',
    'fixedCash',
    'fixedQuantity',
    'fractionSlippage',
    'halfSpread',
    'instrument',
    'isTidemarkError',
    'maxDrawdown',
    'memorySource',
    'percentOfEquity',
    'resampleBars',
    'rsi',
    'sharpe',
    'sliceBars',
    'sma',
    'smaCross',
    'syntheticBars',
    'syntheticSource',
    'toHtml',
    'toJson',
    'tradesToCsv',
    'z',
  ]);
});
