import { percentOfEquity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { rising, runScript } from '../../fixtures/run-script.ts';
import { bps } from '../market/commission.ts';
import { Portfolio } from '../portfolio.ts';
import { scripted } from '../testing/index.ts';
import { backtest } from './engine.ts';
import type { BacktestOptions } from './options.ts';

describe('the record (rule 18)', () => {
  const options = { commission: bps(2), seed: 7 };
  const result = runScript(rising, [1, -1, 0], options);

  it('has the same hashes on every run, and others when anything differs', () => {
    const { orderHash, fillHash } = result.manifest;
    const again = runScript(rising, [1, -1, 0], options).manifest;
    const other = runScript(rising, [1, -1, 0], { ...options, commission: bps(3) }).manifest;
    expect([again.orderHash, again.fillHash]).toEqual([orderHash, fillHash]);
    expect([other.orderHash === orderHash, other.fillHash === fillHash]).toEqual([true, false]);
  });

  it('names everything that made the run', () => {
    expect(result.manifest).toMatchObject({
      profile: 'tidemark-1',
      data: [{ symbol: 'X', timeframe: '1m', bars: 5, from: 0, to: 300_000 }],
      strategy: { name: 'script', params: {} },
      settings: {
        capital: 10_000,
        commission: 'bps(2)',
        slippage: 'noSlippage',
        sizer: 'fixedQuantity(10)',
        act: 'change',
      },
      seed: 7,
    });
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(result.manifest))).toEqual(result.manifest);
  });

  it('gives the same equity to the bit when its fills are replayed', () => {
    const portfolio = new Portfolio(10_000);
    for (const fill of result.fills) portfolio.apply(fill, rising.instrument);
    expect(portfolio.equity(() => 19)).toBe(result.finalEquity);
  });
});

describe('options', () => {
  const strategy = scripted([]);
  it.each([
    [{ strategy, capitl: 5 }, 'UNKNOWN_OPTION', 'did you mean capital?'],
    [{ strategy, capital: -5 }, 'INVALID_OPTION', 'money'],
    [{ strategy, capital: '5000' }, 'INVALID_OPTION', 'money'],
    [{ strategy, slippage: 0.001 }, 'INVALID_OPTION', 'fractionSlippage'],
    [{ strategy, sizer: percentOfEquity }, 'INVALID_OPTION', 'percentOfEquity(0.5)'],
    [{ strategy, commission: {} }, 'INVALID_OPTION', 'bps(10)'],
    [{ strategy, latencyBars: 0.5 }, 'INVALID_OPTION', 'whole bars'],
    [{ strategy, cap: 'wick' }, 'INVALID_OPTION', "'none' or 'bar'"],
    [{ strategy, act: { every: 'bar', band: 5 } }, 'INVALID_OPTION', '0.05 is 5 %'],
    [{ strategy, act: { every: 'bar', band: 0 }, latencyBars: 1 }, 'INVALID_OPTION', 'before it fills'],
    [{ strategy, onClose: true, latencyBars: 1 }, 'INVALID_OPTION', 'onClose'],
    [{ strategy, commission: 0.1 }, 'INVALID_COMMISSION', '0.001'],
    [{ strategy: () => strategy }, 'INVALID_STRATEGY', 'make one with parameters'],
    [{}, 'INVALID_STRATEGY', 'defineStrategy'],
  ])('refuses %o', (options, code, fix) => {
    expect(() => backtest(rising, options as unknown as BacktestOptions)).toThrow(
      expect.objectContaining({ code, fix: expect.stringContaining(fix) }),
    );
  });
});

it('warns that it never decided where the first call comes after the last bar', () => {
  const options = { strategy: scripted([], { warmup: 4 }), firstCall: 'ready+1' } as const;
  expect(backtest(rising, options).warnings.map(({ code }) => code)).toEqual(['NEVER_WARM']);
});
