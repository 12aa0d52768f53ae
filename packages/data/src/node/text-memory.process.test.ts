import { execFileSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { instrument } from '@tidemark/core-market';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { barsToCsv } from '../sources/csv/bars-to-csv.ts';
import { barsToJsonLines } from '../sources/json-lines/bars-to-json-lines.ts';
import { syntheticBars } from '../sources/synthetic.ts';

const ROWS = 1_000_000;
const COLUMNS_MB = (6 * 8 * ROWS) / 1e6;

/** Reads what it is told in a process of its own; prints the rows and its peak of resident memory, in megabytes. */
const PROGRAM = `
import { existsSync, readFileSync } from 'node:fs';
import { parseCsvStream } from '${import.meta.dirname}/../sources/csv/csv-stream.ts';
import { csvSource } from '${import.meta.dirname}/csv-source.ts';
import { gunzipped } from '${import.meta.dirname}/gunzipped.ts';
import { jsonLinesSource } from '${import.meta.dirname}/json-lines-source.ts';
const path = process.argv.at(-1);
const source = path.includes('jsonl') ? jsonLinesSource : csvSource;
let rows = 0;
if (path === 'stdin') rows = (await parseCsvStream(gunzipped(process.stdin))).length;
else if (path !== 'idle') rows = (await source({ path, instrument: 'X' }).bars()).data.length;
const status = '/proc/self/status'; // Linux counts a parent's memory into maxRSS
const own = existsSync(status) && /^VmHWM:\\s+(\\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1];
console.log(JSON.stringify([rows, ((own ? Number(own) : process.resourceUsage().maxRSS) * 1024) / 1e6]));
`;

const folder = mkdtempSync(join(tmpdir(), 'tidemark-memory-'));
const program = join(folder, 'read.mts');
afterAll(() => rmSync(folder, { recursive: true }));

function peakOf(path: string, stdin?: number): number {
  const flags = ['--import', 'tsx', '--conditions=@tidemark/source', program, path];
  const output = execFileSync(process.execPath, flags, {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: [stdin ?? 'ignore', 'pipe', 'inherit'],
  });
  const [rows, peak] = JSON.parse(output) as [number, number];
  expect(rows).toBe(path === 'idle' ? 0 : ROWS);
  return peak;
}

let idle = 0;

beforeAll(() => {
  writeFileSync(program, PROGRAM);
  idle = peakOf('idle');
  const bars = syntheticBars({
    bars: ROWS,
    timeframe: '1m',
    instrument: instrument('X', { tickSize: 0.01 }),
    stepsPerBar: 2,
  });
  const csv = [...barsToCsv(bars)];
  const third = Math.ceil(csv.length / 3);
  const members = [0, third, 2 * third].map((from) => gzipSync(csv.slice(from, from + third).join(''), { level: 1 }));
  writeFileSync(join(folder, 'members.csv.gz'), Buffer.concat(members));
  writeFileSync(join(folder, 'bars.csv.gz'), gzipSync(csv.join(''), { level: 1 }));
  writeFileSync(join(folder, 'bars.jsonl.gz'), gzipSync([...barsToJsonLines(bars)].join(''), { level: 1 }));
}, 300_000);

it.each(['bars.csv.gz', 'members.csv.gz', 'bars.jsonl.gz'])(
  'reads a million rows of %s in 64 MB above the columns',
  { timeout: 120_000 },
  (name) => {
    const above = peakOf(join(folder, name)) - idle - COLUMNS_MB;
    expect(above).toBeLessThan(64);
  },
);

it(
  'reads a million rows from a pipe, of which nobody says how long it is, in as much again',
  { timeout: 120_000 },
  () => {
    const above = peakOf('stdin', openSync(join(folder, 'members.csv.gz'), 'r')) - idle - COLUMNS_MB;
    expect(above).toBeLessThan(64 + COLUMNS_MB);
  },
);
