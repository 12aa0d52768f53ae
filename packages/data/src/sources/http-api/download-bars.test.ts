import { fingerprint, type BarSeries } from '@tidemark/core-market';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { fakeClock } from '../../../fixtures/http-fake-clock.ts';
import { alpacaBar, alpacaPage, hour, hoursOf, kline, klinePage, pricesOf } from '../../../fixtures/http-market.ts';
import {
  scriptedServer,
  type Fault,
  type Script,
  type ScriptedServer,
} from '../../../fixtures/http-scripted-server.ts';
import { alpacaBars } from './alpaca-bars.ts';
import { binanceKlines } from './binance-klines.ts';
import { downloadBars, type DownloadOptions, type DownloadReport } from './download-bars.ts';
import type { HttpBarDefinition } from './http-bar-definition.ts';
import { httpBars } from './http-bars.ts';
import { memoryStore } from '../memory-store.ts';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

async function serve(script: Partial<Script> = {}): Promise<ScriptedServer> {
  const server = await scriptedServer({ answer: (address) => klinePage(address), ...script });
  servers.push(server);
  return server;
}

const clock = fakeClock(hour(500));
const tens = { ...binanceKlines, pages: { by: 'window', limit: 10 } } as const;
const hourly = {
  instrument: 'BTCUSDT',
  timeframe: '1h',
  from: hour(0),
  to: hour(100),
  clock,
  sleep: clock.sleep,
  random: () => 0,
} as const;
const everything = { from: -Infinity, to: Infinity };

async function clean(options: Partial<DownloadOptions> = {}): Promise<BarSeries> {
  const { url } = await serve();
  return (await httpBars(tens, { ...hourly, ...options, baseUrl: url }).bars()).data;
}

it('stores the bars that the source gives, page by page', async () => {
  const { url, log } = await serve();
  const store = memoryStore();
  const covered: number[] = [];
  const options = {
    ...hourly,
    store,
    baseUrl: url,
    onPage: () => void store.covered().then(([{ to }]) => covered.push(to)),
  };
  const report = await downloadBars(tens, options);
  const read = await store.read(everything);
  expect(read && fingerprint(read)).toBe(fingerprint(await clean()));
  expect(report).toMatchObject({
    source: 'binance klines BTCUSDT',
    from: hour(0),
    to: hour(100),
    pages: 8,
    requests: 8,
    retries: 0,
    rows: 80,
    bars: 80,
    asked: [{ from: hour(0), to: hour(100) }],
    missing: [],
  });
  expect(report.findings[0]).toMatchObject({ code: 'PAGES_READ', count: 8 });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(covered).toEqual([...log.slice(1).map(({ query }) => Number(query.startTime)), hour(100)]);
});

it('asks for nothing that is stored, and for the holes alone', async () => {
  const { url, log } = await serve();
  const store = memoryStore();
  const options = { ...hourly, store, baseUrl: url };
  await downloadBars(tens, { ...options, from: hour(10), to: hour(20) });
  await downloadBars(tens, { ...options, from: hour(60), to: hour(70) });
  expect(log.length).toBe(2);
  const { asked } = await downloadBars(tens, options);
  expect(asked).toEqual([
    { from: hour(0), to: hour(10) },
    { from: hour(20), to: hour(60) },
    { from: hour(70), to: hour(100) },
  ]);
  const again = await downloadBars(tens, options);
  expect([again.requests, again.pages, again.asked]).toEqual([0, 0, []]);
  const read = await store.read(everything);
  expect(read && fingerprint(read)).toBe(fingerprint(await clean()));
});

it('keeps the pages that came before its budget was used up, says how far, and goes on from there', async () => {
  const faults: Fault[] = ['ok', 'ok', 'empty', 'ok', 'reset', 'malformed'];
  const { url, log } = await serve({ faults });
  const store = memoryStore();
  const options = { ...hourly, store, retryBudget: 2, baseUrl: url };
  await expect(downloadBars(tens, options)).rejects.toMatchObject({
    code: 'RETRIES_EXHAUSTED',
    what: expect.stringContaining(
      'stored before that: 30 bars of 3 pages, the first hole is at 2024-01-02T05:00:00.001Z',
    ),
    where: 'binance klines BTCUSDT, page 4',
    fix: expect.stringContaining('run it again to go on from there'),
    cause: { code: 'MALFORMED_BODY' },
  });
  expect(await store.covered()).toEqual([{ from: hour(0), to: hour(29) + 1 }]);
  const report = await downloadBars(tens, options);
  expect([report.pages, report.bars]).toEqual([5, 50]);
  // It goes on in front of the holiday: that nothing lies in it is asked for once.
  const spans = log.slice(6).map(({ query }) => [Number(query.startTime), Number(query.endTime) + 1]);
  const [page, hole, ...others] = spans;
  expect([page, hole]).toEqual([
    [hour(29) + 1, hour(100)],
    [hour(29) + 1, hour(50)],
  ]);
  expect(others.map(([from]) => from)).toEqual([59, 69, 79, 89].map((last) => hour(last) + 1));
  const read = await store.read(everything);
  expect(read && fingerprint(read)).toBe(fingerprint(await clean()));
});

it('comes to the same bars however often it is cut short', async () => {
  const expected = fingerprint(await clean({ to: hour(30) }));
  const fours = { ...binanceKlines, pages: { by: 'window', limit: 4 } } as const;
  const fault = fc.constantFrom<Fault>('ok', 'ok', 'reset', 'truncated', 'half-json', { status: 503 }, { status: 404 });
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 12 }), async (faults) => {
      const server = await scriptedServer({ answer: (address) => klinePage(address), faults });
      const store = memoryStore();
      try {
        const options = { ...hourly, to: hour(30), store, retryBudget: 1, baseUrl: server.url };
        let runs = 0;
        let report: DownloadReport | undefined;
        while (report === undefined && runs++ < 20) report = await downloadBars(fours, options).catch(() => undefined);
        const read = await store.read(everything);
        expect(read && fingerprint(read)).toBe(expected);
        const answered = server.log.filter((_, i) => (faults[i] ?? 'ok') === 'ok').map(({ query }) => query.startTime);
        expect(new Set(answered).size).toBe(answered.length); // no page twice
      } finally {
        await server.close();
      }
    }),
    { numRuns: 40 },
  );
});

it('goes on by cursors from where it was cut short', async () => {
  const secrets = { keyId: () => 'key-1', secretKey: () => 'secret-1' };
  const { url, log } = await serve({
    answer: (address) => alpacaPage(address, 10),
    faults: ['ok', 'ok', { status: 404 }],
  });
  const store = memoryStore();
  const options = { ...hourly, instrument: 'AAPL', secrets, store, baseUrl: url };
  await expect(downloadBars(alpacaBars, options)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { asked, missing } = await downloadBars(alpacaBars, options);
  expect([asked, missing]).toEqual([[{ from: hour(19) + 1, to: hour(100) }], []]);
  expect(log[3].query).toMatchObject({ start: new Date(hour(19) + 1).toISOString(), symbols: 'AAPL' });
  expect('page_token' in log[3].query).toBe(false);
  const read = await store.read(everything);
  expect([...(read?.close ?? [])]).toEqual(hoursOf(hour(0), hour(100), 1_000).map((i) => pricesOf(i)[3]));
});

it('keeps the first page by cursor, where the second one fails', async () => {
  const secrets = { keyId: () => 'key-1', secretKey: () => 'secret-1' };
  const { url } = await serve({ answer: (address) => alpacaPage(address, 10), faults: ['ok', { status: 404 }] });
  const store = memoryStore();
  const options = { ...hourly, instrument: 'AAPL', secrets, store, baseUrl: url };
  await expect(downloadBars(alpacaBars, options)).rejects.toMatchObject({
    where: 'alpaca bars AAPL, page 2',
    what: expect.stringContaining('10 bars of 1 pages'),
  });
  expect(await store.covered()).toEqual([{ from: hour(0), to: hour(9) + 1 }]);
});

it('goes on with pages that go back in time from where it was cut short', async () => {
  const newest = (address: URL): unknown => {
    const to = Number(address.searchParams.get('endTime')) + 1;
    const end = Number(address.searchParams.get('fromId') ?? to);
    const hours = hoursOf(Number(address.searchParams.get('startTime')), end, 1_000).slice(-10);
    return [hours.length < 10 ? null : String(hour(hours[0]!)), ...hours.toReversed().map(kline)];
  };
  const back = {
    ...binanceKlines,
    query: { ...binanceKlines.query, fromId: '{cursor}' },
    pages: {
      by: 'cursor',
      order: 'descending',
      next: ([next]: readonly unknown[]) => next as string | null,
    },
    rows: (page: readonly unknown[]) => page.slice(1),
  } as HttpBarDefinition;
  const { url } = await serve({ answer: newest, faults: ['ok', 'ok', { status: 404 }] });
  const store = memoryStore();
  const options = { ...hourly, store, baseUrl: url };
  await expect(downloadBars(back, options)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await store.covered()).toEqual([{ from: hour(80), to: hour(100) }]);
  expect((await downloadBars(back, options)).asked).toEqual([{ from: hour(0), to: hour(80) }]);
  const read = await store.read(everything);
  expect(read && fingerprint(read)).toBe(fingerprint(await clean()));
});

it('stores nothing of pages that go another way than the definition says', async () => {
  const pages = [
    [8, 9],
    [6, 7],
  ];
  const answer = ({ searchParams }: URL): unknown => {
    const k = Number(searchParams.get('page_token') ?? 0);
    return { bars: { AAPL: pages[k].map(alpacaBar) }, next_page_token: k === 0 ? '1' : null };
  };
  const { url } = await serve({ answer });
  const secrets = { keyId: () => 'key-1', secretKey: () => 'secret-1' };
  const store = memoryStore();
  const options = { ...hourly, instrument: 'AAPL', secrets, store, baseUrl: url };
  await expect(downloadBars(alpacaBars, options)).rejects.toMatchObject({
    code: 'PAGES_OUT_OF_ORDER',
    fix: "say in the definition how pages go: { order: 'descending' }",
  });
  expect(await store.covered()).toEqual([]);
});

it('leaves bars that are not over for the next run', async () => {
  const { url } = await serve();
  const store = memoryStore();
  const at = fakeClock(hour(5) + 1_800_000);
  const options = { ...hourly, clock: at, sleep: at.sleep, store, baseUrl: url, to: hour(8) };
  const early = await downloadBars(tens, options);
  expect([early.bars, early.missing]).toEqual([5, [{ from: hour(4) + 1_800_001, to: hour(8) }]]);
  await at.sleep(4 * 3_600_000);
  const late = await downloadBars(tens, options);
  expect([late.bars, late.missing, late.asked]).toEqual([3, [], [{ from: hour(4) + 1_800_001, to: hour(8) }]]);
  const read = await store.read(everything);
  expect(read && fingerprint(read)).toBe(fingerprint(await clean({ to: hour(8) })));
});

it('stores what came before its caller went away', async () => {
  const controller = new AbortController();
  const reason = new Error('gone');
  const { url } = await serve({
    onRequest: ({ searchParams }) => Number(searchParams.get('startTime')) > hour(15) && controller.abort(reason),
  });
  const store = memoryStore();
  await expect(downloadBars(tens, { ...hourly, store, baseUrl: url, signal: controller.signal })).rejects.toBe(reason);
  expect(await store.covered()).toEqual([{ from: hour(0), to: hour(19) + 1 }]);
});

it('corrects bars of earlier pages where the later ones count', async () => {
  const revised = (address: URL): unknown => {
    const page = klinePage(address);
    return Number(address.searchParams.get('startTime')) === hour(0)
      ? page
      : [(kline(9) as string[]).with(5, '999'), ...page];
  };
  const { url } = await serve({ answer: revised });
  const options = { ...hourly, to: hour(20), baseUrl: url };
  await expect(downloadBars(tens, { ...options, store: memoryStore() })).rejects.toMatchObject({
    code: 'CONFLICTING_BARS',
  });
  const store = memoryStore();
  const { findings } = await downloadBars(tens, { ...options, store, conflicts: 'last' });
  expect(findings).toContainEqual(expect.objectContaining({ code: 'CONFLICTS_REPLACED', count: 1 }));
  expect((await store.read(everything))?.volume[9]).toBe(999);
});

it('lets an error of the store through as it is', async () => {
  const { url } = await serve();
  const full = new Error('the disk is full');
  const store = { ...memoryStore(), write: async () => Promise.reject(full) };
  await expect(downloadBars(tens, { ...hourly, store, baseUrl: url })).rejects.toBe(full);
});

it('refuses a range that is none', async () => {
  const store = memoryStore();
  const download = async (range: object): Promise<unknown> => downloadBars(tens, { ...hourly, store, ...range });
  await expect(download({ from: undefined })).rejects.toMatchObject({ code: 'RANGE_NEEDED' });
  await expect(download({ to: hour(0) - 1 })).rejects.toMatchObject({ code: 'BAD_RANGE' });
  await expect(download({ to: NaN })).rejects.toMatchObject({ code: 'BAD_OPTION' });
  await expect(download({ forming: 'keep' })).rejects.toMatchObject({ code: 'BAD_OPTION' });
});
