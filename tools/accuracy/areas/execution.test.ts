import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseOutcome } from '../area.ts';
import { dataFiles } from '../data-files.ts';
import { execution } from './execution.ts';

const repository = fileURLToPath(new URL('../../../goldens/', import.meta.url));
const golden = (name: string): string => readFileSync(join(repository, 'execution', `${name}.json`), 'utf8');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'execution-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, value: unknown): void =>
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
const compare = async (data = dataFiles(join(repository, 'data-files'))): Promise<CaseOutcome[]> =>
  execution({ goldens: folder, data });
const own = (name: string): string => join(folder, name);

it('passes the goldens of the repository under the profiles of the programs that made them', async () => {
  const outcomes = await execution({
    goldens: join(repository, 'execution'),
    data: dataFiles(join(repository, 'data-files')),
  });
  expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(outcomes.filter(({ status }) => status === 'passed')).toHaveLength(53);
  const skipped = outcomes.filter(({ status }) => status === 'skipped');
  expect(skipped.filter(({ detail }) => detail?.startsWith('needs ') !== true)).toEqual([]);
});

describe('a tampered value fails', () => {
  it.each([
    ['bpy-sma-longonly', /("exit": ?)[\d.]+/, '$11262.06007', 'trade 0, bars 51 to 105, exit'],
    ['bpy-sma-longonly', /"exitBar": ?105/, '"exitBar": 106', 'trade 0, bars 51 to 106, exit bar: 105, expected 106'],
    ['bpy-partial-sizing', /"size": ?-4/, '"size": -5', 'size: -4, expected -5'],
    ['bpy-partial-sizing', /("finalEquity": ?)[\d.]+/, '$158756.92600', 'final equity'],
    ['btr-sma-slip-perc', /("commission": ?12\.88)[\d.]+/, '$123', 'fill 0, bar 50, commission'],
    ['btr-sma-longonly', /"bar": ?105/, '"bar": 106', 'fill 1, bar 106, bar: 105, expected 106'],
    ['vbt-sma-all-in', /("price": ?1287.873)[\d]+/, '$16', 'fill 0, bar 50, price'],
  ])('in %s: %s', async (name, pattern, replacement, detail) => {
    const text = golden(name);
    expect(text.replace(pattern, replacement)).not.toBe(text);
    write(`${name}.json`, text.replace(pattern, replacement));
    expect(await compare()).toMatchObject([{ name, status: 'failed', detail: expect.stringContaining(detail) }]);
  });

  it('and so do a fill and a trade that are missing', async () => {
    for (const name of ['bpy-sma-longonly', 'btr-sma-longonly']) {
      const whole = JSON.parse(golden(name)) as { trades: unknown[]; fills?: unknown[] };
      write(`${name}.json`, { ...whole, trades: whole.trades.slice(1), fills: whole.fills?.slice(1) });
    }
    expect((await compare()).map(({ status }) => status)).toEqual(['failed', 'failed']);
  });
});

/** Five bars, worked out by hand: open 10, 12, 9, 11, 13; close 11, 10, 10, 12, 14. */
describe('another folder of the form', () => {
  beforeEach(() => {
    write(
      'five.csv',
      [
        ',Open,High,Low,Close,Volume',
        '2021-01-04,10,11,9,11,100',
        '2021-01-05,12,12,9,10,100',
        '2021-01-06,9,10,8,10,100',
        '2021-01-07,11,13,11,12,100',
        '2021-01-08,13,15,12,14,100',
      ].join('\n'),
    );
  });
  const form = { data: 'five', bars: 5 };
  const averages = { name: 'smaLongOnly', fast: 1, slow: 2, size: 3 };

  it('plays a program with other numbers, the peers each from their own first bar', async () => {
    // The averages cross between the closes of bars 2 and 3, and stay: bought at the open of bar 4.
    write('a.json', {
      ...form,
      id: 'a',
      peer: 'backtesting.py 9',
      settings: { cash: 100, commission: [0.5, 0.01] },
      program: averages,
      trades: [],
      openAtEnd: [{ entryBar: 4, size: 3, entry: 13 }],
      equity: [[3, 100]],
      finalEquity: 100 + 3 - 0.5 - 0.39,
    });
    // The close falls on bar 1, on which backtrader may already decide.
    write('b.json', {
      ...form,
      id: 'b',
      peer: 'backtrader 9',
      settings: { cash: 100, commission: 0.01 },
      program: { ...averages, name: 'smaShortOnly' },
      fills: [
        { bar: 2, order: 0, status: 'Completed', size: -3, price: 9, commission: 0.27, pnl: 0 },
        { bar: 4, order: 1, status: 'Completed', size: 3, price: 13, commission: 0.39, pnl: -12 },
      ],
      equity: [[2, 100 - 3 - 0.27]],
      finalEquity: 100 - 12 - 0.27 - 0.39,
    });
    write('c.json', {
      ...form,
      id: 'c',
      peer: 'vectorbt 9',
      settings: { cash: 100, fees: 0.01, size: 3 },
      program: { ...averages, name: 'smaFlip' },
      fills: [
        { bar: 2, size: -3, price: 9, fees: 0.27 },
        { bar: 4, size: 6, price: 13, fees: 0.78 },
      ],
      equity: [[2, 100 - 3 - 0.27]],
      finalEquity: 100 - 12 + 3 - 0.27 - 0.78,
    });
    const outcomes = await compare(own);
    expect(outcomes.map(({ name, status, detail }) => `${name} ${status} ${detail ?? ''}`)).toEqual([
      expect.stringContaining('a passed'),
      expect.stringContaining('b passed'),
      expect.stringContaining('c passed'),
    ]);
  });

  it('replays a script: fractions of what the account carries, parts of trades, one fee per trade', async () => {
    write('script.json', {
      ...form,
      id: 'script',
      peer: 'backtesting.py 9',
      settings: { cash: 100, commission: [1, 0] },
      orders: [
        { bar: 0, type: 'market', side: 'buy', size: 1 }, // before the first call of next()
        { bar: 1, type: 'market', side: 'buy', size: 0.5 }, // floor(50 / (9 + 1 / 0.5)) = 4 units
        { bar: 2, type: 'closePart', portion: 0.6 }, // 2.4 rounds to 2
        { bar: 3, type: 'market', side: 'sell', size: 4 }, // closes 2, opens 2
      ],
      trades: [
        { entryBar: 2, exitBar: 3, size: 2, entry: 9, exit: 11, pnl: 4 - 2, commission: 2 },
        { entryBar: 2, exitBar: 4, size: 2, entry: 9, exit: 13, pnl: 8 - 2, commission: 2 },
      ],
      openAtEnd: [{ entryBar: 4, size: -2, entry: 13 }],
      equity: [
        [1, 100],
        [2, 100 + 4 - 1],
      ],
      finalEquity: 100 + 4 + 8 - 2 - 4,
    });
    expect(await compare(own)).toMatchObject([{ name: 'script', status: 'passed' }]);
  });

  it('plays contracts on margin, and skips what nobody knows how to play', async () => {
    const future = { ...form, peer: 'backtrader 9', settings: { cash: 100, mult: 10, stocklike: false, margin: 5 } };
    const fills = [{ bar: 4, order: 0, status: 'Completed', size: 3, price: 13, commission: 0, pnl: 0 }];
    write('a.json', { ...future, id: 'a', program: averages, fills, equity: [], finalEquity: 100 + 3 * 10 });
    write('b.json', { ...form, id: 'b', peer: 'backtrader 9', settings: { cash: 1, haste: 1 }, orders: [] });
    write('c.json', { ...form, id: 'c', peer: 'zipline 3', settings: { cash: 1 }, orders: [] });
    expect((await compare(own)).map(({ status, detail }) => [status, detail])).toEqual([
      ['passed', expect.anything()],
      ['skipped', 'needs the setting haste of backtrader'],
      ['skipped', 'needs the conventions of zipline'],
    ]);
  });

  it('fails a case that is not of the form, and one whose data is not there', async () => {
    const case1 = { ...form, id: 'a', peer: 'vectorbt 9', settings: { cash: 100 }, equity: [], finalEquity: 100 };
    write('a.json', { ...case1, program: { name: 'smaFlip', fast: 1, slow: 'two', size: 3 } });
    write('b.json', { ...case1, id: 'b', bars: 6, program: averages });
    expect((await compare(own)).map(({ status, detail }) => [status, detail])).toEqual([
      ['failed', 'slow is "two", which is no number'],
      ['failed', expect.stringContaining('ROWS_MISSING')],
    ]);
  });
});
