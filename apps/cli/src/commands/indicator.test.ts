import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rsi, sma } from '@tidemark/modeling-indicators';
import { catalogue } from '@tidemark/modeling-indicators/catalogue';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../program.ts';
import { memoryTerminal } from '../terminal/memory-terminal.ts';

const closes = [10, 11, 12, 11.5, 13, 12.25];
const csv = [
  'time,open,high,low,close,volume,spread',
  ...closes.map((close, i) => `2024-01-0${i + 1},${close},${close + 1},${close - 1},${close},100,${i}`),
].join('\n');

function desk(text = csv) {
  const cwd = mkdtempSync(join(tmpdir(), 'indicator-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'es.csv'), text);
  const run = async (...args: string[]) => {
    const terminal = memoryTerminal({ cwd });
    const code = await runProgram(['indicator', ...args], terminal);
    return { code, out: terminal.outText(), err: terminal.errText() };
  };
  return { run, read: (name: string) => readFileSync(join(cwd, name), 'utf8') };
}

describe('tidemark indicator', () => {
  it('prints the bits of the library as CSV, and nothing where nothing is known', async () => {
    const { code, out } = await desk().run('rsi', '--period', '2', '--data', 'es.csv');
    const values = [...rsi(Float64Array.from(closes), 2)].map((value) => (Number.isNaN(value) ? '' : value));
    const rows = values.map((value, i) => `2024-01-0${i + 1}T00:00:00Z,${value}`);
    expect([code, out]).toEqual([0, `time,rsi\n${rows.join('\n')}\n`]);
  });

  it('takes defaults from the catalogue, and the sample where no file is named', async () => {
    const { code, out } = await desk().run('sma', '--json', '--to', '2006-06-10');
    const rows = JSON.parse(out) as { time: string; sma: number | null }[];
    expect([code, rows.findIndex((row) => row.sma !== null), rows[0]?.time]).toEqual([0, 19, '2006-05-01T00:00:00Z']);
  });

  it('computes over any column of the file', async () => {
    const { out } = await desk().run('sma', '--period', '3', '--inputs', 'spread', '--data', 'es.csv');
    const last = sma(Float64Array.of(3, 4, 5), 3)[2];
    expect(out.trimEnd().endsWith(`2024-01-06T00:00:00Z,${last}`)).toBe(true);
  });

  it('writes a file', async () => {
    const { run, read } = desk();
    const { code, out } = await run('atr', '--period', '2', '--data', 'es.csv', '--out', 'atr.csv');
    expect([code, out, read('atr.csv').split('\n')[0]]).toEqual([0, '', 'time,atr']);
  });

  it('explains an indicator with its parameters, within 80 columns', async () => {
    const { code, out } = await desk().run('rsi', '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/--period <n> +whole number \(default: 14\)/);
    expect(out).toContain('Source: Wilder');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('tidemark indicator --list', () => {
  it('names every indicator with its parameters, within 80 columns', async () => {
    const { out } = await desk().run('--list');
    for (const { id } of catalogue) expect(out).toMatch(new RegExp(`^ {2}${id} `, 'm'));
    expect(out).toContain('  rsi --period 14 (value): Relative Strength Index');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('gives the catalogue to programs', async () => {
    const { out } = await desk().run('--list', '--json');
    expect(JSON.parse(out)).toEqual(catalogue);
  });
});

it.each([
  [['rsii'], 'UNKNOWN_INDICATOR: no indicator "rsii"\n  fix: did you mean rsi?'],
  [['qqqqqq'], 'fix: see tidemark indicator --list'],
  [[], 'NO_INDICATOR: no indicator is named'],
  [['rsi', '--period', '0'], 'INVALID_VALUE: --period is "0"'],
  [['rsi', '--period', '1.5'], 'give a whole number, 1 to'],
  [['rsi', '--period', 'NaN'], 'give a whole number, 1 to'],
  [['rsi', '--fast', '5'], "UNKNOWN_OPTION: unknown option '--fast'"],
  [
    ['rsi', '--inputs', 'closs'],
    'UNKNOWN_COLUMN: the bars have no column closs\n  at: --inputs\n  fix: did you mean close?',
  ],
  [['atr', '--inputs', 'high,low', '--data', 'es.csv'], 'INPUTS_DIFFER: high,low for high,low,close'],
])('ends with 2 for %j', async (args, message) => {
  const { code, err, out } = await desk().run(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
});

it('answers no number where the period is longer than the data', async () => {
  const { code, out } = await desk().run('sma', '--period', '50', '--data', 'es.csv');
  expect([code, out.split('\n').filter((line) => /,\d/.test(line))]).toEqual([0, []]);
});
