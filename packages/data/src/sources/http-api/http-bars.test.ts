import { fingerprint, type BarSeries, type DataReport } from '@tidemark/core-market';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fakeClock } from '../../../fixtures/http-fake-clock.ts';
import { alpacaPage, hour, hoursOf, kline, klinePage, pricesOf } from '../../../fixtures/http-market.ts';
import { scriptedServer, type Script, type ScriptedServer } from '../../../fixtures/http-scripted-server.ts';
import { checkDataSource } from '../../testing/check-data-source.ts';
import { alpacaBars } from './alpaca-bars.ts';
import { binanceKlines } from './binance-klines.ts';
import { httpBarDefinition, type HttpBarDefinition } from './http-bar-definition.ts';
import { httpBars } from './http-bars.ts';
import type { HttpBarsOptions, PageProgress } from './http-bars-options.ts';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script);
  servers.push(server);
  return server;
}

const clock = fakeClock(hour(500));
const quick = { clock, sleep: clock.sleep, random: () => 0 } as const;
const hourly = { ...quick, instrument: 'BTCUSDT', timeframe: '1h', from: hour(0), to: hour(100) } as const;
const tens = { ...binanceKlines, pages: { by: 'window', limit: 10 } } as const;

function findings({ findings: all }: DataReport): Record<string, number> {
  return Object.fromEntries(all.map(({ code, count }) => [code, count]));
}

/** The hours of the market that bars are of; all their prices are held against it. */
function hoursIn(bars: BarSeries): number[] {
  return [...bars.time].map((time, row) => {
    const i = (time - hour(0)) / 3_600_000;
    const prices = [bars.open[row], bars.high[row], bars.low[row], bars.close[row], bars.volume[row]];
    expect(prices).toEqual(pricesOf(i));
    return i;
  });
}

const everyHour = hoursOf(hour(0), hour(100), 1_000);

describe('by windows', () => {
  it('walks until nothing more can come, and asks for each bar once', async () => {
    const { url, log } = await serve({ answer: (address) => klinePage(address) });
    const { data, report } = await httpBars(tens, { ...hourly, baseUrl: url }).bars();
    expect(hoursIn(data)).toEqual(everyHour);
    expect([data.symbol, data.timeframe, data.adjustment]).toEqual(['BTCUSDT', '1h', 'none']);
    expect(Object.keys(data.extra)).toEqual(['quoteVolume', 'trades', 'takerBuyVolume', 'takerBuyQuoteVolume']);
    expect([data.extra.trades[5], data.extra.quoteVolume[5]]).toEqual([47, 1000.5]);
    expect(report).toMatchObject({ source: 'binance klines BTCUSDT', rows: 80, bars: 80, from: hour(0), to: hour(99) });
    expect(findings(report)).toEqual({ PAGES_READ: 8, GAPS: 1, WAITED_MS: 150 });

    expect(log.map(({ path }) => path)).toEqual(Array(8).fill('/api/v3/klines'));
    expect(log[0].query).toEqual({
      symbol: 'BTCUSDT',
      interval: '1h',
      limit: '10',
      startTime: String(hour(0)),
      endTime: String(hour(100) - 1),
    });
    const starts = log.map(({ query }) => Number(query.startTime));
    expect(starts).toEqual([hour(0), ...[9, 19, 29, 59, 69, 79, 89].map((last) => hour(last) + 1)]);
  });

  it('does not take a page for the last because the server gives fewer bars than it was asked for', async () => {
    const { url, log } = await serve({ answer: (address) => klinePage(address, 7) });
    const { data } = await httpBars(tens, { ...hourly, baseUrl: url }).bars();
    expect([hoursIn(data), log.length]).toEqual([everyHour, 12]);
  });

  it('goes on after an empty page where windows have ends of their own', async () => {
    const { url, log } = await serve({ answer: (address) => klinePage(address) });
    const windows = { ...binanceKlines, pages: { by: 'window', limit: 10, end: 'window' } } as const;
    const { data } = await httpBars(windows, { ...hourly, baseUrl: url }).bars();
    expect(hoursIn(data)).toEqual(everyHour);
    const spans = log.map(({ query }) => (Number(query.endTime) + 1 - Number(query.startTime)) / 3_600_000);
    expect(spans).toEqual(Array(10).fill(10)); // of which two lie in the holiday
  });

  it('reads servers that answer the newest bars of a range, window by window', async () => {
    const newest = (address: URL): unknown => {
      const [from, to] = [
        Number(address.searchParams.get('startTime')),
        Number(address.searchParams.get('endTime')) + 1,
      ];
      return hoursOf(from, to, 1_000).slice(-10).toReversed().map(kline);
    };
    const { url } = await serve({ answer: newest });
    const windows = { ...binanceKlines, pages: { by: 'window', limit: 10, end: 'window' } } as const;
    const { data, report } = await httpBars(windows, { ...hourly, baseUrl: url }).bars();
    expect(hoursIn(data)).toEqual(everyHour);
    expect(findings(report).ROWS_REORDERED).toBe(80);
  });

  it('drops bars of pages that overlap, and counts them', async () => {
    const overlapping = (address: URL): unknown => {
      const from = Number(address.searchParams.get('startTime')) - 2 * 3_600_000 - 1;
      return hoursOf(Math.max(hour(0), from), hour(100), 10).map(kline);
    };
    const { url } = await serve({ answer: overlapping });
    const { data, report } = await httpBars(tens, { ...hourly, baseUrl: url }).bars();
    expect(hoursIn(data)).toEqual(everyHour);
    expect(report.rows - data.length).toBe(findings(report).DUPLICATES_DROPPED);
    expect(findings(report).DUPLICATES_DROPPED).toBeGreaterThan(10);
  });

  it('drops bars that were not asked for, and counts them', async () => {
    const { url } = await serve({ answer: () => everyHour.map(kline) });
    const { data, report } = await httpBars(tens, { ...hourly, from: hour(10), to: hour(20), baseUrl: url }).bars();
    expect(hoursIn(data)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(findings(report)).toMatchObject({ OUTSIDE_RANGE: 70, PAGES_READ: 1 });
  });

  it('sends a request again whose answer is of another window, and gives up in the end', async () => {
    const { url } = await serve({ answer: () => [kline(0), kline(1)] });
    const answer = httpBars(tens, { ...hourly, retriesPerRequest: 2, baseUrl: url }).bars();
    await expect(answer).rejects.toMatchObject({ code: 'RETRIES_EXHAUSTED', cause: { code: 'PAGE_ELSEWHERE' } });
  });

  it('does not take a server that gives the newest bars, whatever it is asked, for one that has no others', async () => {
    const { url } = await serve({ answer: () => everyHour.slice(-10).map(kline) });
    const options = { ...hourly, retriesPerRequest: 1, baseUrl: url };
    const wrong = { code: 'PAGES_OUT_OF_ORDER', fix: expect.stringContaining("end: 'window'") };
    await expect(httpBars(tens, options).bars()).rejects.toMatchObject(wrong);
    await expect(httpBars(tens, { ...options, to: hour(50) }).bars()).rejects.toMatchObject({
      code: 'RETRIES_EXHAUSTED',
      cause: { code: 'PAGE_ELSEWHERE' },
    });
    const windows = { ...binanceKlines, pages: { by: 'window', limit: 10, end: 'window' } } as const;
    await expect(httpBars(windows, options).bars()).rejects.toMatchObject({ cause: { code: 'PAGE_ELSEWHERE' } });
  });

  it('walks from a beginning alone, where a server knows no end', async () => {
    const { startTime, limit } = binanceKlines.query ?? {};
    const since = { ...tens, query: { startTime, limit } } as HttpBarDefinition;
    const answer = ({ searchParams }: URL): unknown =>
      hoursOf(Number(searchParams.get('startTime')), hour(100), 10).map(kline);
    const { url } = await serve({ answer });
    const { data } = await httpBars(since, { ...hourly, from: hour(-50), to: hour(75), baseUrl: url }).bars();
    expect(hoursIn(data)).toEqual(everyHour.filter((i) => i < 75));
  });

  it('asks once more where a full page begins late, and takes the hole for one', async () => {
    const { url, log } = await serve({ answer: (address) => klinePage(address) });
    const { data } = await httpBars(tens, { ...hourly, from: hour(-50), to: hour(10), baseUrl: url }).bars();
    expect(hoursIn(data)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(log.map(({ query }) => [Number(query.startTime), Number(query.endTime) + 1])).toEqual([
      [hour(-50), hour(10)],
      [hour(-50), hour(0)],
    ]);
  });

  it('takes the bar that holds the beginning of the range for no error', async () => {
    const { url, log } = await serve({ answer: () => [kline(3)] });
    const range = { from: hour(3) + 1, to: hour(4) };
    const { data } = await httpBars(tens, { ...hourly, ...range, baseUrl: url }).bars();
    expect([data.length, log.length]).toEqual([0, 1]);
  });
});

it('reads a single page of text, in columns with holes', async () => {
  const stooq = httpBarDefinition({
    name: 'csv api',
    baseUrl: 'http://127.0.0.1',
    path: '/q',
    query: { s: '{symbol}', d1: '{from}', d2: '{to}' },
    times: 'date',
    toInclusive: true,
    timeframes: { '1d': 'd' },
    pages: { by: 'single' },
    body: 'text',
    page: z.string(),
    rows: (text) => (text.startsWith('No data') ? [] : text.trim().split('\n').slice(1)),
    row: z.string().transform((line) => line.split(',')),
    bar: ([time = '', open, high, low, close, volume]) => ({ time, open, high, low, close, volume }),
  });
  const text =
    'Date,Open,High,Low,Close,Volume\n2024-01-02,1,2,1,2,\n2024-01-03,null,,N/A,NaN,5\n2024-01-04,2,3,2,3,7\n';
  const { url, log } = await serve({
    answer: (address) => (address.searchParams.get('s') === 'SPX' ? text : 'No data'),
    contentType: 'text/csv',
  });
  const range = { from: Date.UTC(2024, 0, 2), to: Date.UTC(2024, 0, 5) };
  const options = { ...quick, ...range, instrument: 'SPX', timeframe: '1d', baseUrl: url } as const;
  const { data, report } = await httpBars(stooq, { ...options, missing: 'drop' }).bars();
  expect([[...data.close], [...data.volume]]).toEqual([
    [2, 3],
    [NaN, 7],
  ]);
  expect(findings(report)).toMatchObject({ MISSING_DROPPED: 1 });
  expect(log[0].query).toEqual({ s: 'SPX', d1: '2024-01-02', d2: '2024-01-04' });
  await expect(httpBars(stooq, options).bars()).rejects.toMatchObject({ code: 'NAN_PRICE' });
  expect((await httpBars(stooq, { ...options, instrument: 'NONE' }).bars()).data.length).toBe(0);
});

describe('the bar that is still forming', () => {
  const at = fakeClock(hour(5) + 1_800_000); // half past five
  const options = { ...hourly, clock: at, sleep: at.sleep, to: undefined };

  it('is dropped and counted', async () => {
    const { url, log } = await serve({ answer: (address) => klinePage(address) });
    const { data, report } = await httpBars(tens, { ...options, baseUrl: url }).bars();
    expect(hoursIn(data)).toEqual([0, 1, 2, 3, 4]);
    expect(findings(report).FORMING_BARS_DROPPED).toBe(1);
    expect(log.map(({ query }) => query.endTime)).toEqual([String(hour(5) + 1_800_000 - 1)]);
  });

  it('is kept where it was asked for', async () => {
    const { url } = await serve({ answer: (address) => klinePage(address) });
    const { data } = await httpBars(tens, { ...options, forming: 'keep', baseUrl: url }).bars();
    expect(hoursIn(data)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

it('honours the contract of a source, by windows and by cursors', async () => {
  const windows = await serve({ answer: (address) => klinePage(address), gzip: true });
  const cursors = await serve({ answer: (address) => alpacaPage(address, 9) });
  const secrets = { keyId: () => 'key-1', secretKey: async () => 'secret-1' };
  await expect(checkDataSource(httpBars(tens, { ...hourly, baseUrl: windows.url }))).resolves.toBeUndefined();
  const shares = httpBars(alpacaBars, { ...hourly, instrument: 'AAPL', secrets, baseUrl: cursors.url });
  await expect(checkDataSource(shares)).resolves.toBeUndefined();
});

it('gives the same bars through windows, cursors and compression', async () => {
  const plain = await serve({ answer: (address) => klinePage(address) });
  const packed = await serve({ answer: (address) => klinePage(address), gzip: true });
  const [a, b] = await Promise.all(
    [plain, packed].map(async ({ url }) => httpBars(tens, { ...hourly, baseUrl: url }).bars()),
  );
  expect(fingerprint(a.data)).toBe(fingerprint(b.data));
});

it('tells after each page how far it is', async () => {
  const { url } = await serve({ answer: (address) => klinePage(address) });
  const seen: PageProgress[] = [];
  const options = { ...hourly, to: hour(20), baseUrl: url, onPage: (page: PageProgress) => void seen.push(page) };
  await httpBars(tens, options).bars();
  expect(seen).toEqual([
    { page: 1, rows: 10, bars: 10, from: hour(0), to: hour(9) + 1, retries: 0, waitedMs: 0 },
    { page: 2, rows: 10, bars: 10, from: hour(9) + 1, to: hour(20), retries: 0, waitedMs: 0 },
  ]);
});

it('asks for nothing where the range is empty', async () => {
  const { url, log } = await serve({ answer: (address) => klinePage(address) });
  const { data, report } = await httpBars(tens, { ...hourly, to: hour(0), baseUrl: url }).bars();
  expect([data.length, report.findings, log.length]).toEqual([0, [], 0]);
});

it('answers other timeframes of the definition, with the close times of months', async () => {
  const month = (i: number): number => Date.UTC(2023, i, 1);
  const { url, log } = await serve({ answer: () => [0, 1, 2].map((i) => [month(i), ...kline(i).slice(1)]) });
  const source = httpBars(binanceKlines, { ...hourly, from: month(0), to: month(3), baseUrl: url });
  const { data, report } = await source.bars({ timeframe: '1M' });
  expect([data.timeframe, [...(data.closeTime ?? [])], log[0].query.interval]).toEqual([
    '1M',
    [1, 2, 3].map(month),
    '1M',
  ]);
  expect(findings(report).CLOSE_TIMES_ASSUMED).toBe(3);
  await expect(source.bars({ timeframe: '7m' })).rejects.toMatchObject({ code: 'TIMEFRAME_UNAVAILABLE' });
});

describe('refuses', () => {
  const make =
    (options: Partial<HttpBarsOptions>, definition: HttpBarDefinition = binanceKlines as HttpBarDefinition) =>
    () =>
      httpBars(definition, { ...hourly, ...options });
  const coded = (code: string, fix?: string): unknown =>
    expect.objectContaining({ code, ...(fix !== undefined && { fix }) });

  it('options that are none, and says what was meant', () => {
    expect(make({ retryBudgte: 5 } as object)).toThrow(coded('BAD_OPTION', 'did you mean retryBudget?'));
    expect(make({ maxPages: 0 })).toThrow(coded('BAD_OPTION'));
    expect(make({ timeframe: '7m' })).toThrow(coded('TIMEFRAME_UNAVAILABLE'));
    expect(make({ baseUrl: 'https://user:password@example.com' })).toThrow(coded('BAD_URL'));
    expect(make({ secrets: { key: () => 'abcd' } })).toThrow(coded('BAD_OPTION', 'it takes none'));
    const alpaca = alpacaBars as HttpBarDefinition;
    expect(make({}, alpaca)).toThrow(coded('MISSING_SECRET'));
    expect(make({ secrets: { keyId: () => 'a', secretKye: () => 'b' } }, alpaca)).toThrow(coded('MISSING_SECRET'));
    const noTotal = { ...binanceKlines, adjustments: { none: 'raw' } } as HttpBarDefinition;
    expect(make({ adjustment: 'total' }, noTotal)).toThrow(coded('ADJUSTMENT_UNAVAILABLE'));
  });

  it('definitions that cannot work', () => {
    const wrong = (change: object) => make({}, { ...binanceKlines, ...change } as HttpBarDefinition);
    expect(wrong({ qurey: {} })).toThrow(coded('BAD_DEFINITION', 'did you mean query?'));
    expect(wrong({ query: { a: '{form}' } })).toThrow(coded('BAD_DEFINITION', 'did you mean {from}?'));
    expect(wrong({ query: { a: '{to}' } })).toThrow(coded('BAD_DEFINITION', 'add a query parameter with {from}'));
    expect(wrong({ timeframes: { hourly: '1h' } })).toThrow(coded('BAD_DEFINITION'));
    expect(wrong({ page: {} })).toThrow(coded('BAD_DEFINITION'));
  });

  it('a range that nobody gave, or that is none', async () => {
    await expect(make({ from: undefined })().bars()).rejects.toMatchObject({ code: 'RANGE_NEEDED' });
    await expect(make({})().bars({ from: NaN })).rejects.toMatchObject({ code: 'BAD_RANGE' });
    await expect(make({})().bars({ from: 2, to: 1 })).rejects.toMatchObject({ code: 'BAD_RANGE' });
    await expect(make({})().bars({ from: -Infinity })).rejects.toMatchObject({ code: 'BAD_RANGE' });
  });

  it('pages, rows, numbers and times that the definition does not describe, by page and row', async () => {
    const answerTo = async (answer: unknown): Promise<unknown> => {
      const { url } = await serve({ answer: () => answer });
      return httpBars(binanceKlines, { ...hourly, baseUrl: url }).bars();
    };
    const row = (column: number, value: unknown): unknown => [kline(0), kline(1).with(column, value)];
    const at = 'binance klines BTCUSDT, page 1';
    await expect(answerTo({ bars: [] })).rejects.toMatchObject({ code: 'BAD_PAGE', where: at });
    await expect(answerTo(row(4, true))).rejects.toMatchObject({
      code: 'BAD_ROW',
      where: `${at}, row 1`,
      what: '[4]: Invalid input',
    });
    await expect(answerTo(row(4, '1O1'))).rejects.toMatchObject({
      code: 'BAD_NUMBER',
      where: `${at}, row 1`,
      column: 'close',
      what: 'close is "1O1", which is no number',
    });
    await expect(answerTo(row(0, 1e300))).rejects.toMatchObject({ code: 'BAD_TIME', column: 'time' });
    await expect(answerTo(row(2, '1'))).rejects.toMatchObject({ code: 'HIGH_BELOW_LOW' });
    const { url } = await serve({ answer: () => row(2, '1') });
    const { report } = await httpBars(binanceKlines, { ...hourly, invalid: 'drop', to: hour(2), baseUrl: url }).bars();
    expect(findings(report)).toMatchObject({ INVALID_BARS_DROPPED: 1 });
  });

  it('an error in a body with status 200', async () => {
    const error = (body: unknown): { message: string; retry: boolean } | undefined =>
      typeof body === 'object' && body !== null && 'msg' in body
        ? { message: String(body.msg), retry: body.msg === 'busy' }
        : undefined;
    const failing = { ...binanceKlines, error } as HttpBarDefinition;
    const answer = (msg: string) => async () => {
      const { url, log } = await serve({ answer: (address, n) => (n === 0 ? { msg } : klinePage(address)) });
      return httpBars(failing, { ...hourly, to: hour(5), baseUrl: url })
        .bars()
        .then(({ data }) => [data.length, log.length]);
    };
    await expect(answer('no such symbol')()).rejects.toMatchObject({
      code: 'API_ERROR',
      what: 'the server says: no such symbol',
    });
    await expect(answer('busy')()).resolves.toEqual([5, 2]);
  });
});
