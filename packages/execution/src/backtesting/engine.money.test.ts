import { fixedQuantity, percentOfEquity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { fillsOf, rising, runScript } from '../../fixtures/run-script.ts';
import { ExecutionEngine } from '../execution-engine.ts';
import { MarketSimulator } from '../market-simulator.ts';
import { bps, commission } from '../market/commission.ts';
import { fixedSlippage } from '../market/slippage.ts';
import { Portfolio } from '../portfolio.ts';
import { priceBars, scripted } from '../testing/index.ts';
import { resolveOptions } from './options.ts';

describe('cash and margin (rule 12)', () => {
  const gap = priceBars([100, 100], [200, 200], [200, 200]);

  it('shrinks a sized order to what the fill price leaves affordable, and records it', () => {
    const result = runScript(gap, [1], { sizer: percentOfEquity(1), capital: 1_000 });
    expect(fillsOf(result)).toEqual([[1, 5, 200]]);
    expect(result.orders[0]).toMatchObject({ quantity: 10, filledQuantity: 5, reason: 'SHRUNK_TO_CASH' });
  });

  it('rejects it instead when asked to', () => {
    const result = runScript(gap, [1], { sizer: percentOfEquity(1), capital: 1_000, insufficient: 'reject' });
    expect(result.orders).toMatchObject([{ status: 'rejected', reason: 'INSUFFICIENT_CASH', filledQuantity: 0 }]);
  });

  it('rejects an explicit quantity, once: it counts as answered', () => {
    const plan = (): { quantity: number } => ({ quantity: 50 });
    const result = runScript(gap, [1, 1], { capital: 1_000 }, { plan });
    expect(result.orders).toMatchObject([{ status: 'rejected', reason: 'INSUFFICIENT_CASH' }]);
  });

  it('always lets a position close, whatever it costs', () => {
    const crash = priceBars([100, 100], [100, 100], [1, 1], [1, 1]);
    const result = runScript(crash, [1, 0], { capital: 1_005, commission: commission({ fixed: 4 }) });
    expect(result.fills.map(({ effect }) => effect)).toEqual(['open', 'close']);
  });

  it('closes on a reversal even where the opening part is not affordable', () => {
    const result = runScript(priceBars([100, 100], [100, 40], [40, 40]), [1, -1], {
      capital: 1_000,
      insufficient: 'reject',
    });
    expect(fillsOf(result)).toEqual([
      [1, 10, 100],
      [2, -10, 40],
      [2, -10, 40],
    ]);
    const costly = runScript(priceBars([100, 100], [100, 40], [40, 40]), [1, -1], {
      capital: 1_002,
      commission: commission({ fixed: 1 }),
      insufficient: 'reject',
    });
    expect(costly.orders[1]).toMatchObject({ filledQuantity: -10, reason: 'INSUFFICIENT_CASH' });
  });
});

describe('slippage (rule 10)', () => {
  it('is adverse on entry and on exit', () => {
    expect(fillsOf(runScript(rising, [1, 0], { slippage: fixedSlippage(0.5) }))).toEqual([
      [1, 10, 12.5],
      [2, -10, 13.5],
    ]);
  });

  it('is recorded with each fill', () => {
    expect(runScript(rising, [1], { slippage: fixedSlippage(0.5) }).fills[0]!.slippage).toBe(0.5);
  });
});

describe('onClose (rule 3)', () => {
  const result = runScript(rising, [1, NaN, 0], { onClose: true });

  it('fills at the close that decided', () => {
    expect(fillsOf(result)).toEqual([
      [0, 10, 11],
      [2, -10, 15],
    ]);
  });

  it('says so', () => {
    expect(result.warnings.map(({ code }) => code)).toEqual(['FILLS_ON_CLOSE']);
  });
});

describe('the end (rule 17)', () => {
  it('marks an open position at the last close', () => {
    expect(runScript(rising, [1]).finalEquity).toBe(10_000 + 10 * (19 - 12));
  });

  it("closes it there, with commission, on finalize: 'close'", () => {
    const result = runScript(rising, [1], { finalize: 'close', commission: bps(100) });
    expect(result.finalEquity).toBeCloseTo(10_000 + 70 - 1.2 - 1.9, 9);
    expect([result.openTrades, result.orders.at(-1)!.source]).toEqual([[], 'engine']);
  });

  it('has nothing to say of no bars', () => {
    const empty = runScript(priceBars(), []);
    expect([empty.finalEquity, empty.trades, empty.warnings.map(({ code }) => code)]).toEqual([
      10_000,
      [],
      ['NEVER_WARM'],
    ]);
  });
});

describe('ruin (rule 16)', () => {
  const doubling = priceBars([10, 10], [10, 10], [10, 25], [30, 30], [5, 5]);
  const result = runScript(doubling, [-1], { capital: 100 });

  it('stops a short whose price more than doubles, and leaves 0', () => {
    expect([...result.equity.equity]).toEqual([100, 100, 0, 0, 0]);
  });

  it('says so, with what is owed', () => {
    expect(result.warnings).toMatchObject([{ code: 'RUINED', what: expect.stringContaining('50') }]);
  });

  it('closes the position at that close', () => {
    expect(fillsOf(result).at(-1)).toEqual([2, 10, 25]);
  });
});

it('fails loudly when the equity is not a number', () => {
  const broken = { name: 'broken', commission: () => NaN };
  expect(() => runScript(rising, [1], { commission: broken })).toThrow(expect.objectContaining({ code: 'NAN_EQUITY' }));
});

it('fails loudly also where only the last close shows it', () => {
  const broken = { name: 'broken', commission: () => NaN };
  const last = [NaN, NaN, NaN, NaN, 1];
  expect(() => runScript(rising, last, { commission: broken, onClose: true })).toThrow(
    expect.objectContaining({ code: 'NAN_EQUITY' }),
  );
});

it('is ruined by a commission that takes all, at the close as well', () => {
  const result = runScript(rising, [1], { commission: commission({ fixed: 5_040 }), finalize: 'close' });
  expect([result.finalEquity, result.warnings.map(({ code }) => code)]).toEqual([0, ['RUINED']]);
});

it('stays ruined however long it is driven', () => {
  const bars = priceBars([10, 10], [10, 25], [30, 30], [5, 5]);
  const options = resolveOptions({ strategy: scripted([-1]), sizer: fixedQuantity(10), capital: 100 });
  const portfolio = new Portfolio(100);
  const market = new MarketSimulator(portfolio, options);
  market.list(bars);
  const lane = { bars, run: options.strategy!.over(bars), share: 1 };
  const engine = new ExecutionEngine([lane], bars.length, portfolio, market, options);
  for (let i = 0; i < 4; i++) engine.step(i);
  expect([[...engine.equity], engine.warnings.length]).toEqual([[100, 0, 0, 0], 1]);
});

it('refuses a sizer that answers no size', () => {
  const sizer = { name: 'odd', quantity: () => -1 };
  expect(() => runScript(rising, [1], { sizer })).toThrow(
    expect.objectContaining({ code: 'INVALID_SIZE', where: 'odd, bar 0' }),
  );
});
