import { sharpe, winRate } from '@tidemark/analysis';
import { describe, expect, it } from 'vitest';
import { walk } from '../../fixtures/walk.ts';
import { scripted } from '../testing/index.ts';
import { compare } from './compare.ts';
import { backtest } from './engine.ts';
import { backtestSleeves } from './sleeves.ts';

const bars = walk(200);
const run = (signals: readonly number[], series = bars) => backtest(series, { strategy: scripted(signals) });
const [long, short] = [run([1, NaN, 0, NaN, 1, NaN, NaN, 0]), run([-1, NaN, 0, NaN, -1])];

describe('a comparison', () => {
  const table = compare({ long, short });

  it('has a row for each run and a column for each metric', () => {
    expect(table.rows).toEqual(['long', 'short']);
    expect(table.columns.sharpe).toEqual([sharpe(long.equity).value, sharpe(short.equity).value]);
    expect(table.columns.winRate).toEqual([winRate(long.trades).value, winRate(short.trades).value]);
    expect(table.metrics.find(({ id }) => id === 'maxDrawdown')).toMatchObject({ better: 'lower', unit: 'fraction' });
    expect(Object.keys(table.columns)).toEqual(table.metrics.map(({ id }) => id));
  });

  it('has the differences to the first', () => {
    const [one, other] = table.columns.totalReturn;
    expect(table.differences.totalReturn).toEqual([0, other! - one!]);
  });

  it('has no difference to what is not there', () => {
    const { columns, differences } = compare({ flat: run([]), long });
    expect([columns.winRate[0], differences.winRate]).toEqual([null, [null, null]]);
  });

  it('leaves out what needs a benchmark', () => {
    expect(table.metrics.some(({ group }) => group === 'benchmark')).toBe(false);
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });
});

it('names runs of a list by their strategies, and takes sleeves', () => {
  const sleeves = backtestSleeves(bars, { sleeves: [{ strategy: scripted([1]), share: 0.5, name: 'half' }] });
  expect(compare([long, short, sleeves]).rows).toEqual(['script', 'script 2', 'half']);
});

it('refuses runs over different periods unless asked', () => {
  const shorter = run([1], walk(100));
  expect(() => compare([long, shorter])).toThrow(
    expect.objectContaining({ code: 'DIFFERENT_PERIODS', fix: expect.stringContaining("periods: 'any'") }),
  );
  expect(compare([long, shorter], { periods: 'any' }).periods).toEqual([
    { from: 60_000, to: 200 * 60_000, bars: 200 },
    { from: 60_000, to: 100 * 60_000, bars: 100 },
  ]);
});

it('refuses two currencies, and nothing', () => {
  const euro = run([1], walk(200, { currency: 'EUR' }));
  expect(() => compare([long, euro])).toThrow(expect.objectContaining({ code: 'MIXED_CURRENCIES' }));
  expect(() => compare([])).toThrow(expect.objectContaining({ code: 'NOTHING_TO_COMPARE' }));
});
