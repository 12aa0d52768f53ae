import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { barsBetween, fingerprint } from '@tidemark/core-market';
import { afterAll, describe, expect, it } from 'vitest';
import { syntheticBars } from '../sources/synthetic.ts';
import { parquetStore } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'tidemark-duckdb-process-'));
afterAll(() => rmSync(root, { recursive: true }));

const flags = ['--import', 'tsx', '--conditions=@tidemark/source', '--input-type=module'];

async function output(
  program: string,
  environment: Readonly<Record<string, string>> = {},
  more: readonly string[] = [],
): Promise<string[]> {
  const options = { cwd: import.meta.dirname, env: { ...process.env, ...environment } };
  const { stdout } = await promisify(execFile)(process.execPath, [...more, ...flags, '-e', program], options);
  return stdout.trim().split('\n');
}

it('without the driver everything says how to install it', { timeout: 60_000 }, async () => {
  const hook = `export async function resolve(name, context, next) {
    if (name.startsWith('@duckdb/')) throw new Error('Cannot find package ' + name);
    return next(name, context);
  }`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});`;
  const program = `
    import { syntheticBars } from '@tidemark/data';
    import { duckdbSource, parquetStore, writeParquet } from '@tidemark/data/duckdb';
    const bars = syntheticBars({ bars: 10, timeframe: '1m', seed: 1 });
    const path = ${JSON.stringify(join(root, 'none.parquet'))};
    const store = parquetStore({ folder: ${JSON.stringify(join(root, 'none'))}, instrument: bars.symbol, timeframe: '1m' });
    const range = { from: bars.time[0], to: bars.time[9] + 1 };
    for (const work of [
      () => duckdbSource({ sql: 'select 1', instrument: 'ES' }).bars(),
      () => writeParquet(bars, path),
      () => store.write(range, bars),
    ]) await work().catch((error) => console.log(error.code, error.fix));
  `;
  const lines = await output(program, {}, ['--import', `data:text/javascript,${encodeURIComponent(register)}`]);
  expect(lines).toEqual(Array.from({ length: 3 }, () => 'DRIVER_MISSING npm install @duckdb/node-api'));
  expect(readdirSync(join(root, 'none'))).toEqual([]);
});

it('gives the same bits whatever the zone of the machine', { timeout: 120_000 }, async () => {
  const program = `
    import { writeFileSync } from 'node:fs';
    import { syntheticBars } from '@tidemark/data';
    import { duckdbSource, readParquet, writeParquet } from '@tidemark/data/duckdb';
    import { fingerprint } from '@tidemark/core-market';
    const folder = process.env.FOLDER;
    const made = [];
    await writeParquet(syntheticBars({ seed: 7, bars: 1_000, timeframe: '15m', start: Date.UTC(2024, 9, 1) }), folder + '/bars.parquet');
    made.push(fingerprint(await readParquet(folder + '/bars.parquet')));
    writeFileSync(folder + '/bars.csv', 'date,open,high,low,close\\n2024-03-09 23:30:00,1,1,1,1\\n2024-03-10 03:30:00,1,1,1,1\\n');
    writeFileSync(folder + '/days.csv', 'date,open,high,low,close\\n2024-03-09,1,1,1,1\\n2024-03-10,1,1,1,1\\n');
    for (const timeZone of [undefined, 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) for (const name of ['bars', 'days']) {
      made.push(fingerprint((await duckdbSource({ path: folder + '/' + name + '.csv', instrument: 'ES', timeZone, timeframe: '1h' }).bars()).data));
    }
    const hours = "select date_trunc('day', time) + interval 12 hour as time, min(low) as low, max(high) as high, min(low) as open, max(high) as close from '" + folder + "/bars.parquet' group by 1 order by 1";
    const asked = { from: Date.UTC(2024, 9, 3), to: Date.UTC(2024, 9, 9) };
    made.push(fingerprint((await duckdbSource({ sql: hours, instrument: 'ES' }).bars(asked)).data));
    const cast = "select cast('2024-03-09 12:00:00' as timestamptz) as time, 1 as open, 1 as high, 1 as low, 1 as close";
    made.push(fingerprint((await duckdbSource({ sql: cast, instrument: 'ES', timeframe: '1h' }).bars()).data));
    console.log(new Date(2024, 0, 1).getTimezoneOffset());
    console.log(JSON.stringify(made));
  `;
  const zones = ['Asia/Kolkata', 'America/New_York', 'UTC'];
  const [kolkata, newYork, utc] = await Promise.all(
    zones.map((TZ) => output(program, { TZ, FOLDER: mkdtempSync(join(root, 'zone-')) })),
  );
  expect([kolkata?.[0], newYork?.[0]]).toEqual(['-330', '300']); // the zones took hold
  expect(kolkata?.[1]).toBe(utc?.[1]);
  expect(newYork?.[1]).toBe(utc?.[1]);
});

const MINUTE = 60_000;
const T0 = Date.UTC(2024, 0, 2);
const ROWS = 20_000;
/** Bars that every process makes alike. */
const MADE = `syntheticBars({ bars: ${ROWS}, timeframe: '1m', start: ${T0}, seed: 11 })`;
const bars = syntheticBars({ bars: ROWS, timeframe: '1m', start: T0, seed: 11 });

/** Writes ranges of `length` minutes from `first` on, `step` apart, and says each that is done. */
const WRITER = `
  import { syntheticBars } from '@tidemark/data';
  import { barsBetween } from '@tidemark/core-market';
  import { parquetStore } from '@tidemark/data/duckdb';
  const bars = ${MADE};
  const [first, step, length, count] = process.env.RANGES.split(' ').map(Number);
  const store = parquetStore({ folder: process.env.FOLDER, instrument: bars.symbol, timeframe: '1m', threads: 1 });
  console.log('ready');
  for (let i = 0; i < count; i++) {
    const from = ${T0} + (first + i * step) * ${MINUTE};
    const range = { from, to: from + length * ${MINUTE} };
    await store.write(range, barsBetween(bars, range.from, range.to));
    console.log(range.from, range.to);
  }
`;

function opened(folder: string) {
  return parquetStore({ folder, instrument: bars.symbol, timeframe: '1m', threads: 1 });
}

describe('a store', () => {
  it('keeps what two processes write at the same time', { timeout: 120_000 }, async () => {
    const folder = join(root, 'two');
    const ranges = ['0 200 100 15', '100 200 100 15'];
    await Promise.all(ranges.map((RANGES) => output(WRITER, { FOLDER: folder, RANGES })));
    const store = opened(folder);
    const range = { from: T0, to: T0 + 3_000 * MINUTE };
    expect(await store.covered()).toEqual([range]);
    const stored = await store.read(range);
    expect(stored && fingerprint(stored)).toBe(fingerprint(barsBetween(bars, range.from, range.to)));
    expect(readdirSync(folder)).toHaveLength(30);
  });

  it(
    'has whole ranges or none after its writer was killed, and sweeps what that one left',
    { timeout: 240_000 },
    async () => {
      const folder = join(root, 'killed');
      let leftovers = 0;
      // Six times, and on until one was killed while it wrote.
      for (let attempt = 0; attempt < 6 || (leftovers === 0 && attempt < 30); attempt++) {
        const afterMs = 5 + 15 * attempt;
        const acknowledged = await killedWriter(folder, afterMs);
        leftovers += readdirSync(folder).filter((name) => name.endsWith('.tmp')).length;
        const store = opened(folder);
        const covered = await store.covered();
        for (const [from, to] of acknowledged)
          expect(covered.some((range) => range.from <= from && to <= range.to)).toBe(true);
        for (const range of covered) {
          const stored = await store.read(range);
          expect(stored && fingerprint(stored)).toBe(fingerprint(barsBetween(bars, range.from, range.to)));
        }
        const last = { from: T0, to: T0 + MINUTE };
        await store.write(last, barsBetween(bars, last.from, last.to));
        expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      }
      expect(leftovers).toBeGreaterThan(0);
    },
  );
});

/** A writer of large overlapping ranges that is killed some time after its first write. */
async function killedWriter(folder: string, afterMs: number): Promise<number[][]> {
  const env = { ...process.env, FOLDER: folder, RANGES: '0 900 10000 10000' };
  const child = spawn(process.execPath, [...flags, '-e', WRITER], {
    cwd: import.meta.dirname,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const ended = new Promise((resolve) => {
    child.on('close', resolve);
  });
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.split('\n').length > 2) resolve();
    });
    child.on('close', () => resolve());
  });
  await new Promise((resolve) => {
    setTimeout(resolve, afterMs);
  });
  child.kill('SIGKILL');
  await ended;
  return said
    .split('\n')
    .filter((line) => /^\d+ \d+$/.test(line))
    .map((line) => line.split(' ').map(Number));
}
