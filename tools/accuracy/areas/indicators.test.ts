import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseOutcome } from '../area.ts';
import { indicators } from './indicators.ts';

const repository = fileURLToPath(new URL('../../../goldens/indicators/', import.meta.url));
const data = (name: string): string => name;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'indicators-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const compare = async (goldens = folder): Promise<CaseOutcome[]> => indicators({ goldens, data });
const edit = (file: string, change: (text: string) => string): void => {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(change(text)).not.toBe(text);
  writeFileSync(join(folder, file), change(text));
};

describe('the goldens of the repository', () => {
  it('pass, and what is skipped says why', async () => {
    const outcomes = await compare(repository);
    expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(outcomes.filter(({ status }) => status === 'passed').length).toBeGreaterThanOrEqual(29);
    expect(outcomes.filter(({ status, detail }) => status === 'skipped' && detail === undefined)).toEqual([]);
  });

  it('compare every row of the four', async () => {
    const outcomes = await compare(repository);
    for (const name of ['SMA(timeperiod=20)', 'EMA(timeperiod=50)', 'RSI(timeperiod=14)', 'ATR(timeperiod=14)'])
      expect(outcomes.find((outcome) => outcome.name === name)).toMatchObject({
        status: 'passed',
        tolerance: 'rel 1e-9',
      });
  });

  it('treat a gap as information, and a flat market as our documented departure', async () => {
    const outcomes = await compare(repository);
    const of = (name: string): CaseOutcome | undefined => outcomes.find((outcome) => outcome.name === name);
    expect(of('RSI(timeperiod=5), interior NaN')).toMatchObject({ status: 'skipped' });
    expect(of('RSI(timeperiod=5), constant')).toMatchObject({
      status: 'passed',
      detail: 'documented departure on 35 rows: a market that has not moved reads 50',
    });
  });
});

/** Four bars, worked out by hand; another folder of the form, with another period and with defaults. */
function writeSmallFolder(): void {
  const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);
  write(
    'input.csv',
    'date,open,high,low,close\n2021-01-01,2,2,1,2\n2021-01-02,3,4,2,3\n2021-01-03,5,5,4,5\n2021-01-04,9,9,8,9\n',
  );
  write(
    'mine.csv',
    'a,b,c,d\nNaN,NaN,NaN,NaN\n2.5,NaN,NaN,NaN\n4,3.3333333333333335,2,NaN\n7,5.666666666666667,3,NaN\n',
  );
  const one = (fn: string, params: object, column: string, inputs = ['close']): object => ({
    id: `${fn} ${column}`,
    fn,
    group: 'mine',
    inputs,
    params,
    outputs: { real: column },
  });
  const cases = [
    one('SMA', { timeperiod: 2 }, 'a'),
    one('SMA', { timeperiod: 3 }, 'b'),
    one('ATR', { timeperiod: 2 }, 'c', ['high', 'low', 'close']),
    one('SMA', {}, 'd'), // 30 bars, as TA-Lib's default says
    one('OTHER', {}, 'd'),
  ];
  write('cases.json', JSON.stringify({ cases }));
}

describe('another folder of the form', () => {
  beforeEach(writeSmallFolder);

  it('is compared by what it says: its parameters, its columns, the defaults of the reference', async () => {
    const outcomes = await compare();
    expect(outcomes.map(({ name, status }) => [name, status])).toEqual([
      ['SMA a', 'passed'],
      ['SMA b', 'passed'],
      ['ATR c', 'passed'],
      ['SMA d', 'passed'],
      ['OTHER d', 'skipped'],
    ]);
  });

  it.each([
    ['a wrong value', 'mine.csv', '\n4,', '\n4.0001,', 'real, row 2: 4, expected 4.0001'],
    ['a number in the warm-up', 'mine.csv', '\nNaN,', '\n2,', 'real, row 0: NaN, expected 2'],
    ['a row too few', 'mine.csv', '\n7,5.666666666666667,3,NaN', '', 'real has 4 rows, the golden 3'],
    ['text for a number', 'mine.csv', '\n4,', '\nfour,', '"four" is no number'],
    ['a column that is not there', 'cases.json', '"real":"a"', '"real":"aa"', 'no column aa'],
    ['a file that is not there', 'cases.json', '"group":"mine"', '"group":"yours"', 'no yours.csv'],
    ['an unknown parameter', 'cases.json', '"timeperiod":2', '"matype":2', 'parameters that we do not know: matype'],
    ['a period that is none', 'cases.json', '"timeperiod":2', '"timeperiod":0', 'INVALID_PERIOD'],
    ['an unknown output', 'cases.json', '"real":"a"', '"unreal":"a"', 'no output unreal: we have real'],
  ])('fails on %s', async (_, file, was, is, detail) => {
    edit(file, (text) => text.replace(was, is));
    const [first] = await compare();
    expect(first).toMatchObject({ name: 'SMA a', status: 'failed' });
    expect(first.detail).toContain(detail);
  });
});

it('fails on a wrong value in a copy of the goldens', async () => {
  for (const file of ['cases.json', 'input.csv', 'momentum.csv']) cpSync(join(repository, file), join(folder, file));
  edit('cases.json', (text) => {
    const { cases } = JSON.parse(text) as { cases: { fn: string }[] };
    return JSON.stringify({ cases: cases.filter(({ fn }) => fn === 'RSI') });
  });
  expect((await compare()).map(({ status }) => status)).toEqual(['passed', 'passed']);
  const column = readFileSync(join(folder, 'momentum.csv'), 'utf8')
    .split('\n')[0]
    .split(',')
    .indexOf('RSI(timeperiod=14).real');
  edit('momentum.csv', (text) => {
    const lines = text.split('\n');
    const cells = lines[701].split(',');
    cells[column] = String(Number(cells[column]) * (1 + 3e-9));
    return lines.with(701, cells.join(',')).join('\n');
  });
  expect((await compare()).find(({ name }) => name === 'RSI(timeperiod=14)')).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('row 700') as string,
  });
});

it('gives no outcome for a folder without cases', async () => {
  expect(await compare()).toEqual([]);
});
