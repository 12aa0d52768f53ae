import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../../program.ts';
import { memoryTerminal } from '../../terminal/memory-terminal.ts';

const MINUTE = 60_000;
const START = Date.UTC(2024, 0, 2, 15);

/** A CSV of minutes whose close is 100 and a little more each minute. */
function minutes(count: number): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const close = 100 + i / 8;
    return `${new Date(START + i * MINUTE).toISOString()},${close},${close + 1},${close - 1},${close},${i + 1}`;
  });
  return ['time,open,high,low,close,volume', ...rows].join('\n');
}

/** A desk in a folder of its own with these files. */
function desk(files: Readonly<Record<string, string | Buffer>> = {}, env: Readonly<Record<string, string>> = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'data-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const data = async (...args: string[]) => {
    const terminal = memoryTerminal({ cwd, env });
    const code = await runProgram(['data', ...args], terminal);
    return { code, out: terminal.outText(), err: terminal.errText() };
  };
  return { cwd, data, read: (name: string) => readFileSync(join(cwd, name)), files: () => readdirSync(cwd).toSorted() };
}

describe('tidemark data inspect', () => {
  it('tells rows, range, what was found and what each column holds, within 80 columns', async () => {
    const { data } = desk({ 'es.csv': minutes(90), 'nq.csv.gz': gzipSync(minutes(3)) });
    const { code, out } = await data('inspect', 'es.csv', 'nq.csv.gz');
    expect(code).toBe(0);
    expect(out).toContain('es.csv: 90 rows, 90 bars of 1m, 2024-01-02 15:00 to 2024-01-02 16:29');
    expect(out).toMatch(/^ {2}close +100 +111.125 +100 +111.125 +0$/m);
    expect(out).toContain('nq.csv.gz: 3 rows');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('tells the same to programs', async () => {
    const { data } = desk({ 'es.csv': minutes(90) });
    const { out } = await data('inspect', 'es.csv', '--json', '--from', '2024-01-02T16:00Z');
    expect(JSON.parse(out)).toMatchObject({
      bars: 30,
      timeframe: '1m',
      symbol: 'es',
      findings: [{ code: 'OUTSIDE_RANGE', count: 60 }],
      columns: expect.arrayContaining([{ name: 'volume', first: 61, last: 90, lowest: 61, highest: 90, unknown: 0 }]),
    });
  });
});

it('shows on a terminal how far it has read', async () => {
  const { cwd } = desk({ 'es.csv': minutes(30_000) });
  const terminal = memoryTerminal({ cwd, columns: 80 });
  expect(await runProgram(['data', 'inspect', 'es.csv'], terminal)).toBe(0);
  const bars = [...terminal.errText().matchAll(/(\u2588*)(\u2591*) reading es\.csv/g)].map(
    ([, full = '']) => full.length,
  );
  expect([bars[0], bars.at(-1), bars.some((full) => full > 0 && full < 24)]).toEqual([0, 24, true]);
});

describe('tidemark data check', () => {
  const broken = [
    'time,open,high,low,close,volume',
    '2024-01-02T15:00:00Z,100,101,99,100,1',
    '2024-01-02T15:01:00Z,100,101,99,100,1',
    '',
    '2024-01-02T15:01:00Z,100,99,101,100,1',
    '2024-01-02T15:06:00Z,100,101,99,,1',
    '2024-01-02T15:02:00Z,100,101,99,100,-1',
  ].join('\n');

  it('takes a file as it stands and tells each kind of fault by its first line, within 80 columns', async () => {
    const { data } = desk({ 'es.csv': broken });
    const { code, out } = await data('check', 'es.csv', '--timeframe', '1m');
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}duplicate-timestamp +1 +line 5, 2024-01-02 15:01$/m);
    expect(out).toMatch(/^ {2}ohlc-high-below-low +1 +line 5, 2024-01-02 15:01$/m);
    expect(out).toMatch(/^ {2}nan +1 +line 6, 2024-01-02 15:06: close$/m);
    expect(out).toMatch(/^ {2}out-of-order +1 +line 7, /m);
    expect(out).toMatch(/^ {2}negative-volume +1 +line 7, /m);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('finds gaps by the calendar of the market, which are no fault', async () => {
    const rows = minutes(40).split('\n').toSpliced(11, 5);
    const { data } = desk({ 'es.csv': rows.join('\n') });
    const { code, out } = await data('check', 'es.csv', '--calendar', 'XNYS', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      source: 'es.csv',
      rows: 35,
      counts: { gap: 1 },
      findings: [{ kind: 'gap', row: 10, missing: 5 }],
    });
  });

  it('says that there is nothing to report, of JSON lines and Parquet too', async () => {
    const { data } = desk({ 'es.csv': minutes(40) });
    await data('export', 'es.csv', '--out', 'es.jsonl');
    await data('export', 'es.csv', '--out', 'es.parquet');
    for (const file of ['es.csv', 'es.jsonl', 'es.parquet']) {
      const { code, out } = await data('check', file);
      expect([code, out]).toEqual([0, expect.stringContaining('nothing to report')]);
    }
  });

  it('ends with an error where a file is no table at all', async () => {
    const { data } = desk({ 'es.csv': 'hello' });
    const { code, err } = await data('check', 'es.csv');
    expect([code, err]).toEqual([1, expect.stringContaining('MISSING_')]);
  });
});

describe('tidemark data resample', () => {
  it('writes bars of a longer timeframe', async () => {
    const { data, read } = desk({ 'es.csv': minutes(120) });
    const { code, out } = await data('resample', 'es.csv', '1h', '--out', 'hours.csv');
    expect([code, out]).toEqual([0, expect.stringContaining('hours.csv: 120 rows, 2 bars of 1h')]);
    const [, first] = read('hours.csv').toString().split('\n');
    expect(first).toBe('2024-01-02T15:00:00Z,100,108.375,99,107.375,1830,2024-01-02T16:00:00Z');
  });

  it('begins bars with the sessions of a market', async () => {
    const { data, read } = desk({ 'es.csv': minutes(120) });
    await data('resample', 'es.csv', '1h', '--calendar', 'XNYS', '--out', 'hours.csv');
    const opens = read('hours.csv').toString().split('\n').slice(1, -1);
    expect(opens.map((row) => row.slice(11, 16))).toEqual(['14:30', '15:30']);
  });

  it.each([
    [['1h', '--calendar', 'XNYSE', '--out', 'x.csv'], 'UNKNOWN_CALENDAR'],
    [['1hour', '--out', 'x.csv'], '1hour is no timeframe'],
    [['1h'], 'NO_OUTPUT'],
    [['1h', '--out', 'x.xls'], 'let its name end in .csv, .jsonl (both also .gz) or .parquet'],
    [['1h', '--out', './es.csv'], 'SAME_FILE'],
    [['1h', '--empty', 'zero', '--out', 'x.csv'], 'give drop or ffill'],
  ])('refuses %j before it reads anything', async (args, said) => {
    const { data, files } = desk({ 'es.csv': minutes(10) });
    const { code, err } = await data('resample', 'es.csv', ...args);
    expect([code, err, files()]).toEqual([2, expect.stringContaining(said), ['es.csv']]);
  });
});

it('a command that is mistyped is told where its help is', async () => {
  const { data } = desk();
  expect((await data('check')).err).toContain('see tidemark data check --help');
  expect((await data('check', 'es.csv', '--calender', 'XNYS')).err).toContain('did you mean --calendar?');
});

describe('tidemark data import and export', () => {
  it('takes files to Parquet and back without losing a bit', async () => {
    const { data, files, read } = desk({ 'es.csv': minutes(90), 'nq.csv.gz': gzipSync(minutes(90)) });
    const imported = await data('import', 'es.csv', 'nq.csv.gz', '--out', 'store');
    expect([imported.code, imported.out]).toEqual([0, expect.stringContaining('  store/nq-1m.parquet\n')]);
    await data('export', 'store/es-1m.parquet', '--out', 'es.jsonl.gz');
    await data('export', 'es.jsonl.gz', '--out', 'again.csv');
    await data('export', 'es.csv', '--out', 'once.csv');
    expect(read('again.csv').equals(read('once.csv'))).toBe(true);
    expect(JSON.parse(gunzipSync(read('es.jsonl.gz')).toString().split('\n')[1]!)).toMatchObject({ close: 100.125 });
    expect(files()).toEqual(['again.csv', 'es.csv', 'es.jsonl.gz', 'nq.csv.gz', 'once.csv', 'store']);
    const { out } = await data('inspect', 'store/nq-1m.parquet', '--json');
    expect(JSON.parse(out)).toMatchObject({ symbol: 'nq', bars: 90 });
  });

  it('leaves nothing half-written where the file is wrong, and says what mends it', async () => {
    const { data, files } = desk({ 'es.csv': `${minutes(5)}\n${minutes(2).split('\n')[1]}` });
    const { code, err } = await data('export', 'es.csv', '--out', 'out.csv');
    expect([code, files()]).toEqual([1, ['es.csv']]);
    expect(err).toContain('UNORDERED');
    expect(err).toContain('what stands in braces is given with --csv, as JSON');
    const options = ['--csv', '{"order": "sort", "duplicates": "last"}'];
    expect((await data('export', 'es.csv', '--out', 'out.csv', ...options)).code).toBe(0);
  });

  it('says where nothing can be written', async () => {
    const { data } = desk({ 'es.csv': minutes(5) });
    const { code, err } = await data('export', 'es.csv', '--out', 'es.csv/out.csv');
    expect([code, err]).toEqual([1, expect.stringContaining('FOLDER_UNWRITABLE')]);
  });
});

describe('tidemark data download', () => {
  /** A service with hours of 2024 in the form of Binance's klines, which fails as often as it is told. */
  async function service(): Promise<{ url: string; requests: string[]; failing: { times: number }; server: Server }> {
    const requests: string[] = [];
    const failing = { times: 0 };
    const server = createServer(({ url = '' }, response) => {
      requests.push(url);
      response.setHeader('content-type', 'application/json');
      if (failing.times-- > 0) {
        response.statusCode = 503;
        return void response.setHeader('retry-after', '0').end('{}');
      }
      const query = new URL(url, 'http://x').searchParams;
      const [from, to] = [Number(query.get('startTime')), Number(query.get('endTime'))];
      const rows: unknown[] = [];
      const hour = 3_600_000;
      for (let time = Math.ceil(from / hour) * hour; time <= to && rows.length < 1_000; time += hour) {
        rows.push([time, '1.5', '2.5', '1', '2', '10', time + hour - 1, '20', 3, '5', '10', '0']);
      }
      response.end(JSON.stringify(rows));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, failing, server };
  }

  it(
    'stores bars as Parquet, asks again where it fails, and never for what is there',
    { timeout: 30_000 },
    async () => {
      const { url, requests, failing } = await service();
      const { data, cwd } = desk();
      failing.times = 1;
      const asked = ['download', 'binance', 'BTCUSDT', '1h', '--base-url', url, '--out', 'btc', '--from', '2024-01-01'];
      const first = await data(...asked, '--to', '2024-01-03');
      expect([first.code, first.err, first.out]).toEqual([
        0,
        'downloading BTCUSDT 1h from binance\n',
        expect.stringContaining('48 bars'),
      ]);
      expect(requests).toHaveLength(2);
      expect((await data(...asked, '--to', '2024-01-03')).out).toContain('was there');
      expect(requests).toHaveLength(2);
      const more = await data(...asked, '--to', '2024-01-05', '--json');
      expect(JSON.parse(more.out)).toMatchObject({ bars: 48, asked: [{ from: Date.UTC(2024, 0, 3) }], folder: 'btc' });
      expect(existsSync(join(cwd, 'btc'))).toBe(true);
      expect(JSON.parse((await data('inspect', 'btc', '--json')).out)).toMatchObject({ bars: 96, symbol: 'BTCUSDT' });
    },
  );

  it.each([
    [['binnace', 'BTCUSDT', '1h', '--from', '2024-01-01'], 2, 'did you mean binance?'],
    [['binance', 'BTCUSDT', '7h', '--from', '2024-01-01'], 1, 'TIMEFRAME_UNAVAILABLE'],
    [['binance', 'BTCUSDT', '1h'], 2, '--from'],
    [
      ['alpaca', 'AAPL', '1d', '--from', '2024-01-01', '--to', '2024-01-03'],
      2,
      'set APCA_API_KEY_ID and APCA_API_SECRET_KEY',
    ],
  ])('refuses %j', async (args, exitCode, said) => {
    const { data } = desk();
    const { code, err } = await data('download', ...args);
    expect([code, err]).toEqual([exitCode, expect.stringContaining(said)]);
  });

  it('never tells a key', async () => {
    const { url } = await service();
    const env = { APCA_API_KEY_ID: 'canary-key-0001', APCA_API_SECRET_KEY: 'canary-secret-0002' };
    const { data } = desk({}, env);
    const asked = ['download', 'alpaca', 'AAPL', '1d', '--base-url', url, '--from', '2024-01-01', '--to', '2024-01-03'];
    const { code, out, err } = await data(...asked, '--verbose');
    expect(code).toBe(1); // the answer has another shape
    expect(out + err).not.toContain('canary');
  });
});
