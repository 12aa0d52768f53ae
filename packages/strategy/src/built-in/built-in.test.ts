import { hashJson } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { sampleBars, strategyContract } from '../testing/index.ts';
import { builtIn, builtInNames } from './built-in.ts';
import { buyAndHoldStrategy } from './buy-and-hold.ts';
import { rsiReversion } from './rsi-reversion.ts';
import { smaCross } from './sma-cross.ts';

const bars = sampleBars();
const signals = (strategy = buyAndHoldStrategy()) => {
  const run = strategy.over(bars);
  return Float64Array.from(bars.close, (_, i) => (i < run.warmup ? NaN : run.signal(i)));
};

describe.each(builtInNames)('%s', (name) => {
  it.each(strategyContract(builtIn(name)()))('$name', ({ check }) => {
    expect(check).not.toThrow();
  });

  it('can travel: it says under which name and hash other threads find it', () => {
    const { code, codeHash } = builtIn(name)();
    expect(code).toEqual({ module: 'builtin:', export: name, codeHash });
    expect(builtIn(name).code).toEqual(code);
  });
});

it('finds strategies by name and suggests the nearest', () => {
  expect(builtInNames).toEqual(['buy-and-hold', 'rsi-reversion', 'sma-cross']);
  expect(builtIn('sma-cross')({ fast: 5 }).params).toEqual({ fast: 5, slow: 50, side: 'long' });
  const unknown = expect.objectContaining({ code: 'UNKNOWN_STRATEGY', fix: 'did you mean sma-cross?' });
  expect(() => builtIn('sma-corss')).toThrow(unknown);
  expect(() => builtIn('momentum')).toThrow('the built-in strategies are buy-and-hold, rsi-reversion, sma-cross');
});

describe('sma-cross', () => {
  it('is long above, flat or short below, and keeps its stance in between', () => {
    const run = smaCross({ fast: 2, slow: 5 }).over(bars);
    const short = smaCross({ fast: 2, slow: 5, side: 'both' }).over(bars);
    expect(run.warmup).toBe(4);
    const { fast, slow } = run.columns;
    for (let i = 4; i < bars.length; i++) {
      expect(run.signal(i)).toBe(fast[i] > slow[i] ? 1 : 0);
      expect(short.signal(i)).toBe(fast[i] > slow[i] ? 1 : -1);
    }
    const still = { ...bars, close: new Float64Array(bars.length).fill(7) };
    expect(smaCross().over(still).signal(60)).toBeNaN();
  });

  it('refuses a fast average that is not the faster one', () => {
    expect(() => smaCross({ fast: 50, slow: 20 })).toThrow('fast must be below slow: { fast: 50, slow: 20 }');
    expect(() => smaCross({ fast: 60 })).toThrow('fast must be below slow');
  });
});

describe('rsi-reversion', () => {
  it('buys what is oversold and leaves what is overbought', () => {
    const run = rsiReversion({ side: 'both', oversold: 40, overbought: 60 }).over(bars);
    const { rsi } = run.columns;
    expect(run.warmup).toBe(14);
    for (let i = 14; i < bars.length; i++) expect(run.signal(i)).toBe(rsi[i] < 40 ? 1 : rsi[i] > 60 ? -1 : NaN);
    expect(new Set(signals(rsiReversion({ oversold: 40, overbought: 60 })))).toEqual(new Set([NaN, 1, 0]));
  });

  it('refuses levels that are the wrong way round', () => {
    expect(() => rsiReversion({ oversold: 80 })).toThrow('oversold must be below overbought');
  });
});

it('buy-and-hold is long from the first bar on', () => {
  expect(new Set(signals())).toEqual(new Set([1]));
});

/** First digits of code hash and of the hash of the signals. */
const REVISIONS = [
  ['72abdc6f', 'c14c56dc'],
  ['43649129', '3f7eb611'],
  ['e9de8914', '60ec2871'],
  ['e9de8914', 'e9641ab7'],
];

it('decides as its revision says: whoever changes a signal raises the revision, and this table', () => {
  const strategies = [buyAndHoldStrategy(), rsiReversion(), smaCross(), smaCross({ fast: 3, slow: 9, side: 'both' })];
  expect(
    strategies.map((strategy) => [strategy.codeHash?.slice(0, 8), hashJson(signals(strategy)).slice(0, 8)]),
  ).toEqual(REVISIONS);
});
