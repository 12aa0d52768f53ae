import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 }); // each is a process of its own, and machines differ

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const packages = fileURLToPath(new URL('../../../packages', import.meta.url));
const tsx = import.meta.resolve('tsx');

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder as a user would have it: their files, and the packages installed. */
function userFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'user-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  mkdirSync(join(folder, 'node_modules/@tidemark'), { recursive: true });
  for (const name of ['strategy', 'core-market', 'modeling-indicators']) {
    symlinkSync(join(packages, name), join(folder, 'node_modules/@tidemark', name), 'junction');
  }
  return folder;
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function tidemark(cwd: string, ...args: readonly string[]): Promise<Ended> {
  const source = ['--import', tsx, '--conditions=@tidemark/source', main];
  return new Promise((resolve) => {
    execFile(process.execPath, [...source, ...args], { cwd, encoding: 'utf8' }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
    });
  });
}

const HEAD = 'date,open,high,low,close,volume';
const ROWS = Array.from({ length: 60 }, (_, i) => {
  const price = 100 + (i % 10);
  const day = new Date(Date.UTC(2024, 0, 1) + i * 86_400_000).toISOString().slice(0, 10);
  return `${day},${price},${price + 1},${price - 1},${price + 0.5},1000`;
});
const csv = (...rows: readonly string[]): string => [HEAD, ...rows, ''].join('\n');
const GOOD = csv(...ROWS);
const row = (i: number): string => ROWS[i] ?? '';

const strategyFile = (decide: string, more = ''): string => `
  import { defineStrategy } from '@tidemark/strategy';
  import { sma } from '@tidemark/modeling-indicators';
  ${more}
  export default defineStrategy({
    name: 'mine',
    columns: ({ close }: { close: Float64Array }) => ({ close, average: sma(close, 5) }),
    decide: ({ close, average }: Record<string, Float64Array>, i: number) => ${decide},
  });
`;

describe.concurrent('tidemark', () => {
  it.each(['module', 'commonjs'])('runs a strategy in TypeScript out of a folder of type %s', async (type) => {
    const folder = userFolder({
      'package.json': JSON.stringify({ type }),
      'mine.ts': strategyFile('Number(close[i]! > average[i]!)'),
      'bars.csv': GOOD,
    });
    const { code, out } = await tidemark(folder, 'backtest', 'mine.ts', '--data', 'bars.csv', '--json');
    const { strategy, symbol, manifest } = JSON.parse(out);
    expect([code, strategy, symbol]).toEqual([0, 'mine', 'bars']);
    expect(manifest.data[0].bars).toBe(60);
  });

  it('ends with 1 where the audit finds look-ahead, and the report says so first', async () => {
    const folder = userFolder({ 'mine.mts': strategyFile('close[i + 1]! > close[i]! ? 1 : 0'), 'bars.csv': GOOD });
    const { code, out, err } = await tidemark(
      folder,
      'backtest',
      'mine.mts',
      '--data',
      'bars.csv',
      '--audit',
      '--json',
    );
    expect([code, JSON.parse(out).warnings[0].code]).toEqual([1, 'LOOKS_AHEAD']);
    expect(err).toMatch(/^error LOOKS_AHEAD: mine looks ahead: signal at bar \d+ .*\n {2}at: bar \d+ \(2024-/m);
  });

  it('tells of bars that do not show what came first, and what hangs on them', async () => {
    const bracket = `
  import { defineStrategy } from '@tidemark/strategy';
  export default defineStrategy({
    name: 'bracket',
    columns: ({ close }: { close: Float64Array }) => ({ close }),
    decide: () => 1,
    plan: ({ price }: { price: number }) => ({ stop: price - 0.4, target: price + 1.2 }),
  });
`;
    const folder = userFolder({ 'bracket.mts': bracket, 'bars.csv': GOOD });
    const { code, out, err } = await tidemark(folder, 'backtest', 'bracket.mts', '--data', 'bars.csv');
    expect([code, err]).toEqual([0, expect.stringContaining('\ndeciding the ambiguous bars both ways\n')]);
    expect(out).toMatch(/^Ambiguous bars\n {2}1 bar does not show what came first\. Total return, had it gone/m);
    const { ambiguities } = JSON.parse(readFileSync(join(folder, 'out/backtest/result.json'), 'utf8'));
    expect(ambiguities.cases).toMatchObject([{ bar: 1, kind: 'stopAndTarget', filled: { was: 'stop' } }]);
    const [totalReturn] = ambiguities.interval;
    expect(totalReturn).toMatchObject({ id: 'totalReturn', pessimistic: totalReturn.value });
    expect(totalReturn.optimistic).toBeGreaterThan(totalReturn.value);
  });

  it('shows the stack with --verbose', async () => {
    const { err } = await tidemark(userFolder({}), 'backtest', '--data', 'gone.csv', '--verbose');
    expect(err).toMatch(/^error FILE_MISSING: [^]*\n {4}at [^]*cause/m);
  });
});

/** What is in the folder, the command line, and what is said: exit code, code, where, fix. */
type Case = readonly [
  title: string,
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  said: readonly [exit: number, code: string, where: RegExp, fix: RegExp],
];

const data = ['--data', 'bars.csv'];
const onBars = (bars: string): Record<string, string> => ({ 'bars.csv': bars });

const CASES: readonly Case[] = [
  ['a file that is not there', {}, data, [1, 'FILE_MISSING', /bars\.csv$/, /check the path/]],
  ['an empty file', onBars(''), data, [1, 'EMPTY_FILE', /bars\.csv/, /./]],
  [
    'a column that is missing',
    onBars('date,open,high,low\n2024-01-01,1,2,1\n'),
    data,
    [1, 'MISSING_COLUMN', /bars\.csv:1/, /close/],
  ],
  [
    'a column that is misspelt',
    onBars(GOOD.replace('close', 'clsoe')),
    data,
    [1, 'MISSING_COLUMN', /bars\.csv:1/, /did you mean close by "clsoe"\?/],
  ],
  [
    'a number that is none',
    onBars(csv(row(0), row(1).replace('101,', '1o1,'), row(2))),
    data,
    [1, 'BAD_NUMBER', /bars\.csv:3:12$/, /./],
  ],
  ['times out of order', onBars(csv(row(1), row(0), row(2))), data, [1, 'UNORDERED', /bars\.csv:3/, /sort/]],
  ['a time twice', onBars(csv(row(0), row(0), row(1))), data, [1, 'DUPLICATE_TIMESTAMP', /bars\.csv:3/, /./]],
  [
    'a high below the low',
    onBars(csv(row(0), '2024-01-02,100,99,101,100,5')),
    data,
    [1, 'OHLC_INCONSISTENT', /bars\.csv:3/, /./],
  ],
  [
    'a price that is NaN',
    onBars(csv(row(0), '2024-01-02,100,101,99,NaN,5')),
    data,
    [1, 'MISSING_VALUE', /bars\.csv:3/, /./],
  ],
  ['an unknown strategy', {}, ['sma-corss'], [2, 'UNKNOWN_STRATEGY', /./, /did you mean sma-cross\?/]],
  ['a parameter out of its schema', {}, ['--params', '{"fast": 0}'], [2, 'INVALID_PARAMS', /--params/, /change fast/]],
  [
    'a strategy file that throws',
    { 'mine.ts': 'const x: number = 1;\nthrow new RangeError("no licence");' },
    ['mine.ts'],
    [1, 'STRATEGY_FILE_FAILED', /mine\.ts/, /mend the file/],
  ],
  [
    'a strategy file that exports nothing',
    { 'mine.ts': 'export {};' },
    ['mine.ts'],
    [1, 'STRATEGY_EXPORTS_NOTHING', /mine\.ts/, /export default defineStrategy/],
  ],
  [
    'a signal of 20',
    { 'mine.ts': strategyFile('20'), ...onBars(GOOD) },
    ['mine.ts', ...data],
    [1, 'SIGNAL_OUT_OF_RANGE', /bars, bar 4 \(2024-01-05/, /answer a number in \[-1, 1\]/],
  ],
  [
    'a strategy that throws on a bar',
    { 'mine.mts': strategyFile('fail()', 'const fail = (): number => {\n  throw new TypeError("no")\n};') },
    ['mine.mts'],
    [1, 'STRATEGY_FAILED', /mine\.mts:\d+:\d+/, /mend the strategy/],
  ],
  [
    'an output folder that cannot be written to', // even by root: a file stands in its way
    onBars(GOOD),
    [...data, '--out', 'bars.csv/below'],
    [1, 'OUTPUT_NOT_WRITABLE', /bars\.csv/, /name a folder that may be written to/],
  ],
];

describe.concurrent('bad input is told with a code, a place and a way to mend it, and leaves nothing behind:', () => {
  it.each(CASES)('%s', async (_, files, args, [exit, code, where, fix]) => {
    const folder = userFolder(files);
    const before = readdirSync(folder);
    const ended = await tidemark(folder, 'backtest', ...args);
    expect([ended.code, ended.out]).toEqual([exit, '']);
    const said = ended.err.split('\n').slice(ended.err.split('\n').findIndex((line) => line.startsWith('error ')));
    expect(said[0]).toMatch(new RegExp(`^error ${code}: \\S`));
    expect(said[1]).toMatch(/^ {2}at: /);
    expect(said[1]).toMatch(where);
    expect(said[2]).toMatch(/^ {2}fix: /);
    expect(said[2]).toMatch(fix);
    expect(said.slice(3)).toEqual(['']); // no stack
    expect(readdirSync(folder)).toEqual(before);
  });
});
