import { sharpe } from '@tidemark/analysis';
import type { Strategy } from '@tidemark/core-market';
import { fixedQuantity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { walk } from '../../fixtures/walk.ts';
import { ExecutionError } from '../error.ts';
import { bps } from '../market/commission.ts';
import type { GridCheckpoint } from './checkpoint/grid-checkpoint.ts';
import { backtestGrid } from './grid.ts';
import { backtest } from './engine.ts';
import { gridPoints, type GridOptions, type ParameterGrid } from './grid-options.ts';

/** Long where the close is above the one `lookback` bars ago by more than `by`, flat otherwise. */
const momentum = ({ lookback, by = 0 }: { lookback: number; by?: number }): Strategy => {
  if (lookback > 100) throw new ExecutionError('TOO_LONG', { what: `lookback is ${lookback}` });
  return {
    name: 'momentum',
    params: { lookback, by },
    over: ({ close }) => ({
      columns: {},
      warmup: lookback,
      signal: (i) => (close[i] / close[i - lookback] - 1 > by ? 1 : 0),
    }),
  };
};

const bars = walk(400);
const options = { capital: 5_000, commission: bps(5), sizer: fixedQuantity(10) };

describe('a grid of backtests', () => {
  const grid = { lookback: [5, 10, 20], by: [0, 0.01] } as const;
  const table = backtestGrid(bars, { ...options, strategy: momentum, grid });

  it('has a row for each combination, the last parameter fastest', () => {
    expect([table.length, [...table.params.lookback], [...table.params.by]]).toEqual([
      6,
      [5, 5, 10, 10, 20, 20],
      [0, 0.01, 0, 0.01, 0, 0.01],
    ]);
  });

  it('measures what a backtest does, to the bit', () => {
    for (let k = 0; k < table.length; k++) {
      const result = backtest(bars, { ...options, strategy: momentum(table.point(k)) });
      expect([table.finalEquity[k], table.trades[k]]).toEqual([result.finalEquity, result.trades.length]);
      expect(table.run(k).manifest).toEqual(result.manifest);
    }
  });

  it('computes once what its runs ask for `once`, and gives them all the same', () => {
    let computed = 0;
    const change = (close: Float64Array, lookback: number): Float64Array => {
      computed++;
      return close.map((price, i) => price / (close[i - lookback] ?? NaN) - 1);
    };
    const strategy = ({ lookback, by }: { lookback: number; by: number }): Strategy => ({
      ...momentum({ lookback, by }),
      over: ({ close }, once) => {
        const column = once!(change, close, lookback);
        return { columns: { column }, warmup: lookback, signal: (i) => (column[i] > by ? 1 : 0) };
      },
    });
    const shared = backtestGrid(bars, { ...options, strategy, grid });
    expect(computed).toBe(3);
    expect([...shared.finalEquity]).toEqual([...table.finalEquity]);
  });

  it('leaves out what `where` does not mean', () => {
    const where = ({ lookback, by }: { lookback: number; by: number }) => lookback > 5 && by > 0;
    const fewer = backtestGrid(bars, { ...options, strategy: momentum, grid, where });
    expect([[...fewer.params.lookback], [...fewer.finalEquity]]).toEqual([
      [10, 20],
      [table.finalEquity[3], table.finalEquity[5]],
    ]);
  });

  it('has a column for each measure: a number, a metric or null', () => {
    const measure = {
      sharpe: ({ equity }: { equity: Parameters<typeof sharpe>[0] }) => sharpe(equity),
      fills: ({ fills }: { fills: readonly unknown[] }) => fills.length,
      nothing: () => null,
    };
    const { measured, ...more } = backtestGrid(bars, { ...options, strategy: momentum, grid, measure });
    expect(more.finalEquity).toEqual(table.finalEquity);
    expect([measured.sharpe[2], measured.fills[2], measured.nothing[2]]).toEqual([
      sharpe(table.run(2).equity).value,
      table.run(2).fills.length,
      NaN,
    ]);
  });

  it('numbers the values of a parameter that are not numbers', () => {
    const make = ({ side }: { side: string }) => momentum({ lookback: side === 'fast' ? 5 : 20 });
    const named = backtestGrid(bars, { ...options, strategy: make, grid: { side: ['fast', 'slow'] } });
    expect([[...named.params.side], named.point(1), [...named.finalEquity]]).toEqual([
      [0, 1],
      { side: 'slow' },
      [table.finalEquity[0], table.finalEquity[4]],
    ]);
  });

  it('writes a failure down where it happened and goes on', () => {
    const some = backtestGrid(bars, { ...options, strategy: momentum, grid: { lookback: [200, 10] } });
    expect(some.failures).toMatchObject([{ row: 0, code: 'TOO_LONG', what: expect.stringContaining('200') }]);
    expect([...some.finalEquity, ...some.trades]).toEqual([NaN, table.finalEquity[2], NaN, table.trades[2]]);
    expect(() => some.run(0)).toThrow(expect.objectContaining({ code: 'TOO_LONG' }));
    expect(() => some.run(2)).toThrow(expect.objectContaining({ code: 'NO_SUCH_ROW' }));
  });

  it('writes down a measure that fails, and errors without a code by their names', () => {
    const measure = { broken: () => JSON.parse('{') as number };
    const some = backtestGrid(bars, { ...options, strategy: momentum, grid: { lookback: [10] }, measure });
    expect([some.failures[0].code, some.finalEquity[0]]).toEqual(['SyntaxError', NaN]);
  });

  it('runs many instruments, and weights across them', () => {
    const many = { X: bars, Y: walk(400, { symbol: 'Y', seed: 2 }) };
    const both = backtestGrid(many, { ...options, strategy: momentum, grid: { lookback: [5, 10] } });
    expect(both.finalEquity[1]).toBe(backtest(many, { ...options, strategy: momentum({ lookback: 10 }) }).finalEquity);
    const portfolio = ({ share }: { share: number }) => ({
      name: 'constant',
      over: () => ({ warmup: 0, weights: (i: number, out: Float64Array) => i === 0 && out.fill(share) !== undefined }),
    });
    const held = backtestGrid(many, { portfolio, grid: { share: [0.1, 0.4] } });
    expect(held.finalEquity[1]).toBe(backtest(many, { portfolio: portfolio({ share: 0.4 }) }).finalEquity);
  });
});

describe('a grid that is kept', () => {
  const given = { ...options, strategy: momentum, grid: { lookback: [5, 200, 10, 20, 40] } };
  const measure = { twice: ({ finalEquity }: { finalEquity: number }) => (finalEquity > 5_000 ? Infinity : null) };
  const kept = (more: object = {}): GridCheckpoint[] => {
    const texts: string[] = [];
    const save = (checkpoint: GridCheckpoint): void => void texts.push(JSON.stringify(checkpoint));
    backtestGrid(bars, { ...given, measure, ...more, checkpoint: { every: 2, save } });
    return texts.map((text) => JSON.parse(text) as GridCheckpoint);
  };

  it('goes on with the rows that are left, and comes to the same table', () => {
    const whole = backtestGrid(bars, { ...given, measure });
    expect(kept().map(({ rows }) => rows)).toEqual([2, 4, 5]);
    let made = 0;
    const strategy = (params: { lookback: number }): Strategy => (made++, momentum(params));
    const [checkpoint] = kept({ strategy });
    made = 0;
    const resumed = backtestGrid(bars, { ...given, measure, strategy, resume: checkpoint });
    expect(made).toBe(3 + 1); // one more tells whether it is the same strategy
    for (const name of ['finalEquity', 'totalReturn', 'maxDrawdown', 'trades', 'measured'] as const) {
      expect(resumed[name]).toEqual(whole[name]);
    }
    expect(resumed.failures).toMatchObject([{ row: 1, code: 'TOO_LONG', what: whole.failures[0].what }]);
    expect(resumed.run(0).finalEquity).toBe(whole.finalEquity[0]);
  });

  it.each([
    ['other bars', walk(400, { seed: 8 }), {}],
    ['other settings', bars, { capital: 1_000 }],
    ['another grid', bars, { grid: { lookback: [5, 10] } }],
    ['another measure', bars, { measure: {} }],
    ['another strategy', bars, { strategy: () => ({ ...momentum({ lookback: 5 }), codeHash: 'other' }) }],
  ])('refuses %s', (_what, data, more) => {
    expect(() => backtestGrid(data, { ...given, measure, ...more, resume: kept()[0] })).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_MISMATCH' }),
    );
  });

  it.each([
    [{ resume: { format: 1 } }, 'resume'],
    [{ checkpoint: { every: 0.5, save: () => {} } }, 'every'],
  ])('refuses %j', (more, name) => {
    expect(() => backtestGrid(bars, { ...given, ...more } as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', what: expect.stringContaining(name) }),
    );
  });
});

it('orders combinations as nested loops do', () => {
  expect(gridPoints({ a: [1, 2], b: ['x', 'y'] })).toEqual([
    { a: 1, b: 'x' },
    { a: 1, b: 'y' },
    { a: 2, b: 'x' },
    { a: 2, b: 'y' },
  ]);
});

it.each([
  [{ grid: {} }, 'INVALID_GRID', 'list of values'],
  [{ grid: { lookback: [] } }, 'INVALID_GRID', 'list of values'],
  [{ grid: { lookback: 5 } }, 'INVALID_GRID', 'list of values'],
  [{ grid: { lookback: [5, 5] } }, 'INVALID_GRID', 'list of values'],
  [{ grid: { lookback: [NaN] } }, 'INVALID_GRID', 'list of values'],
  [{ grid: undefined }, 'INVALID_GRID', 'list of values'],
  [{ strategy: momentum({ lookback: 5 }) }, 'INVALID_STRATEGY', 'makes one of parameters'],
  [{ portfolio: momentum }, 'INVALID_STRATEGY', 'one of them'],
  [{ capitl: 5 }, 'UNKNOWN_OPTION', 'did you mean capital?'],
  [{ capital: -5 }, 'INVALID_OPTION', 'money'],
  [{ measure: { sharpe: 'sharpe' } }, 'INVALID_MEASURE', 'function of the result'],
])('refuses %o', (wrong, code, fix) => {
  const given = { ...options, strategy: momentum, grid: { lookback: [5] }, ...wrong };
  expect(() => backtestGrid(bars, given as unknown as GridOptions<ParameterGrid>)).toThrow(
    expect.objectContaining({ code, fix: expect.stringContaining(fix) }),
  );
});
