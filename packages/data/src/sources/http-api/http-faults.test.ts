import { fingerprint, type Logger } from '@tidemark/core-market';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeClock } from '../../../fixtures/http-fake-clock.ts';
import { hour, klinePage } from '../../../fixtures/http-market.ts';
import {
  scriptedServer,
  type Fault,
  type Script,
  type ScriptedServer,
} from '../../../fixtures/http-scripted-server.ts';
import { binanceKlines } from './binance-klines.ts';
import { httpBars } from './http-bars.ts';
import type { HttpBarsOptions } from './http-bars-options.ts';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

async function serve(script: Partial<Script>): Promise<ScriptedServer> {
  const server = await scriptedServer({ answer: (address) => klinePage(address), ...script });
  servers.push(server);
  return server;
}

const definition = { ...binanceKlines, pages: { by: 'window', limit: 10 }, rateLimit: undefined } as const;
/** Two pages of ten. */
const hourly = { instrument: 'BTCUSDT', timeframe: '1h', from: hour(0), to: hour(20), random: () => 1 } as const;

interface Run {
  readonly outcome: unknown;
  readonly server: ScriptedServer;
  readonly slept: readonly number[];
  readonly findings: Readonly<Record<string, number>>;
}

/** What comes of two pages, with these faults before. */
async function run(faults: readonly Fault[], options: Partial<HttpBarsOptions> = {}): Promise<Run> {
  const clock = fakeClock(hour(500));
  const server = await serve({ faults, now: clock.now });
  const source = httpBars(definition, { ...hourly, clock, sleep: clock.sleep, baseUrl: server.url, ...options });
  const findings: Record<string, number> = {};
  const outcome = await source.bars().then(
    ({ data, report }) => {
      for (const { code, count } of report.findings) findings[code] = count;
      return data.length;
    },
    (error: unknown) => error,
  );
  return { outcome, server, slept: clock.slept, findings };
}

describe('sends a request again', () => {
  const passing: readonly (readonly [string, Fault, code: string])[] = [
    ['a status of 429', { status: 429 }, 'RATE_LIMITED'],
    ['a status of 408', { status: 408 }, 'SERVER_TIMEOUT'],
    ['a status of 425', { status: 425 }, 'TOO_EARLY'],
    ['a status of 500', { status: 500, body: 'oh' }, 'SERVER_ERROR'],
    ['a status of 503', { status: 503 }, 'SERVER_ERROR'],
    ['a connection that is reset', 'reset', 'REQUEST_FAILED'],
    ['a body that is reset', 'reset-body', 'BODY_BROKE_OFF'],
    ['a body shorter than its Content-Length', 'truncated', 'BODY_BROKE_OFF'],
    ['a body that is no JSON', 'malformed', 'MALFORMED_BODY'],
    ['a body of which a letter is missing', 'half-json', 'MALFORMED_BODY'],
    ['an empty body', 'empty', 'MALFORMED_BODY'],
    ['an HTML page with status 200', 'html', 'WRONG_CONTENT_TYPE'],
    ['headers that do not come', 'slow-headers', 'HEADERS_TIMEOUT'],
    ['a body that does not end', 'slow-body', 'BODY_TIMEOUT'],
  ];

  it.each(passing)('after %s, and says why when it was in vain', async (_, fault, code) => {
    const patience = { headersTimeoutMs: 400, bodyTimeoutMs: 400 };
    const once = await run(['ok', fault], patience);
    expect([once.outcome, once.server.log.length, once.findings.REQUESTS_RETRIED]).toEqual([20, 3, 1]);
    expect(once.server.log[2].query).toEqual(once.server.log[1].query);

    const twice = await run([fault, fault], { ...patience, retriesPerRequest: 1 });
    expect(twice.outcome).toMatchObject({
      code: 'RETRIES_EXHAUSTED',
      where: 'binance klines BTCUSDT, page 1',
      cause: { code },
    });
    expect(twice.server.log.length).toBe(2);
  });

  it('waits twice as long each time, up to the longest wait, half of it by chance', async () => {
    const faults = Array<Fault>(6).fill('empty');
    const policy = { firstWaitMs: 100, longestWaitMs: 1_000 };
    const longest = await run(faults, { ...policy, random: () => 1 });
    expect(longest.slept).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    expect(longest.findings).toMatchObject({ REQUESTS_RETRIED: 6, WAITED_MS: 3_500, PAGES_READ: 2 });
    const at = longest.server.log.map((request) => request.at - hour(500));
    expect(at).toEqual([0, 100, 300, 700, 1_500, 2_500, 3_500, 3_500]);
    const shortest = await run(faults, { ...policy, random: () => 0 });
    expect(shortest.slept).toEqual([50, 100, 200, 400, 500, 500]);
  });

  it('begins with short waits again at the next page', async () => {
    const { slept } = await run(['empty', 'empty', 'ok', 'empty'], { firstWaitMs: 100 });
    expect(slept).toEqual([100, 200, 100]);
  });

  it('after as many seconds as Retry-After says, or at the moment that it names', async () => {
    const date = (seconds: number): string => new Date(hour(500) + seconds * 1_000).toUTCString();
    const { slept } = await run([
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503, headers: { 'retry-after': date(60), date: date(50) } },
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 429, headers: { 'retry-after': 'soon' } },
    ]);
    expect(slept).toEqual([7_000, 10_000, 2_000, 4_000]);
  });

  it('by what the status says, where the body behind it breaks off', async () => {
    const { slept, findings } = await run([{ status: 429, headers: { 'retry-after': '7', 'content-length': '99' } }]);
    expect([slept, findings.REQUESTS_RETRIED]).toEqual([[7_000], 1]);
  });

  it('but does not wait for longer than it may', async () => {
    const { outcome, slept } = await run([{ status: 429, headers: { 'retry-after': '3600' } }]);
    expect(outcome).toMatchObject({
      code: 'RETRY_AFTER_TOO_LONG',
      what: expect.stringContaining('3600 s'),
      cause: { code: 'RATE_LIMITED' },
    });
    expect(slept).toEqual([]);
  });

  it('within the budget of the run', async () => {
    const enough = await run(['empty', 'ok', 'empty'], { retryBudget: 2 });
    expect(enough.outcome).toBe(20);
    const short = await run(['empty', 'ok', 'empty'], { retryBudget: 1 });
    expect(short.outcome).toMatchObject({
      code: 'RETRIES_EXHAUSTED',
      what: expect.stringContaining('the 1 retries of the run are used up'),
      where: expect.stringContaining('page 2'),
      cause: { code: 'MALFORMED_BODY', what: 'the body is empty' },
    });
  });
});

describe('does not send a request again', () => {
  it.each([
    [400, 'REQUEST_REFUSED'],
    [401, 'UNAUTHORIZED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [422, 'REQUEST_REFUSED'],
    [302, 'REDIRECTED'],
  ])('after a status of %i: %s', async (status, code) => {
    const body = '{"code": -1121, "msg": "Invalid symbol."}';
    const { outcome, server } = await run([{ status, body, headers: { location: 'http://127.0.0.1:1/' } }]);
    const said = status < 400 ? '' : `: ${body}`;
    expect(outcome).toMatchObject({ code, what: expect.stringContaining(String(status)) });
    expect((outcome as Error).message).toContain(said);
    expect(server.log.length).toBe(1);
  });
});

describe('keeps to the rate limit', () => {
  it('and lets no query of the source pass while the server wants to be left alone', async () => {
    const slept: number[] = [];
    const sleep = async (ms: number): Promise<void> => {
      slept.push(ms);
      return new Promise<void>(() => {});
    };
    const clock = fakeClock(hour(500));
    const { url, log } = await serve({ faults: [{ status: 429, headers: { 'retry-after': '5' } }] });
    const source = httpBars(definition, { ...hourly, clock, sleep, baseUrl: url });
    void source.bars();
    await expect.poll(() => slept).toEqual([5_000]);
    void source.bars();
    await expect.poll(() => slept).toEqual([5_000, 5_000]);
    expect(log.length).toBe(1);
  });

  it('by spacing requests, those that are sent again too', async () => {
    const options = { rateLimit: { requests: 10, perMs: 10_000 }, firstWaitMs: 300, to: hour(60) };
    const { outcome, server, findings } = await run(['ok', 'empty'], options);
    expect(outcome).toBe(40);
    expect(server.log.map(({ at }) => at - hour(500))).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
    expect(findings.WAITED_MS).toBe(4_000);
  });

  it('with several at once after a rest, where it has a burst', async () => {
    const options = { rateLimit: { requests: 10, perMs: 10_000, burst: 3 }, to: hour(60) };
    const { server } = await run([], options);
    expect(server.log.map(({ at }) => at - hour(500))).toEqual([0, 0, 0, 1_000]);
  });

  it('of all queries of a source together', async () => {
    const clock = fakeClock(hour(500));
    const { url } = await serve({});
    const rateLimit = { requests: 1, perMs: 1_000 };
    const source = httpBars(definition, {
      ...hourly,
      to: hour(10),
      clock,
      sleep: clock.sleep,
      rateLimit,
      baseUrl: url,
    });
    await source.bars();
    await source.bars();
    expect(clock.slept).toEqual([1_000]);
  });
});

describe('ends at once when its caller goes away', () => {
  const reason = new Error('the caller went away');

  it.each<[string, Fault]>([
    ['while headers are awaited', 'slow-headers'],
    ['while a body is read', 'slow-body'],
  ])('%s', async (_, fault) => {
    const controller = new AbortController();
    const later = (): void => void setTimeout(() => controller.abort(reason), 20);
    const { url, log } = await serve({ faults: ['ok', fault], onRequest: later });
    const answer = httpBars(definition, { ...hourly, baseUrl: url }).bars({ signal: controller.signal });
    await expect(answer).rejects.toBe(reason);
    expect(log.length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['by a timer', {}],
    ['by the clock of a test', { sleep: async () => new Promise<void>(() => {}) }],
  ])('while it waits %s', async (_, options) => {
    const controller = new AbortController();
    const { url, log } = await serve({ faults: [{ status: 429, headers: { 'retry-after': '60' } }] });
    const logger = { warn: () => setTimeout(() => controller.abort(reason), 1), debug: () => {} } as unknown as Logger;
    const source = httpBars(definition, { ...hourly, ...options, logger, baseUrl: url });
    await expect(source.bars({ signal: controller.signal })).rejects.toBe(reason);
    expect(log.length).toBe(1);
  });

  it('and leaves no timer behind', async () => {
    const controller = new AbortController();
    const { url } = await serve({ faults: [{ status: 429, headers: { 'retry-after': '61' } }] });
    const started = vi.spyOn(globalThis, 'setTimeout');
    const ended = vi.spyOn(globalThis, 'clearTimeout');
    const logger = { warn: () => setTimeout(() => controller.abort(reason), 1), debug: () => {} } as unknown as Logger;
    const answer = httpBars(definition, { ...hourly, logger, baseUrl: url }).bars({ signal: controller.signal });
    await expect(answer).rejects.toBe(reason);
    const wait = started.mock.calls.findIndex(([, ms]) => ms === 61_000);
    expect(ended.mock.calls.map(([timer]) => timer)).toContain(started.mock.results[wait].value);
    started.mockRestore();
    ended.mockRestore();
  });

  it('between pages, by a signal that cannot be listened to, and with one listener for all of them', async () => {
    const signal = { aborted: false, reason };
    const { url, log } = await serve({ onRequest: () => void (signal.aborted = true) });
    await expect(httpBars(definition, { ...hourly, baseUrl: url }).bars({ signal })).rejects.toBe(reason);
    expect(log.length).toBe(1);

    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, 'addEventListener');
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const other = await serve({});
    await httpBars(definition, { ...hourly, to: hour(60), baseUrl: other.url }).bars({ signal: controller.signal });
    expect([other.log.length, added.mock.calls.length, removed.mock.calls.length]).toEqual([4, 1, 1]);
    expect(removed.mock.calls[0][1]).toBe(added.mock.calls[0][1]);
  });
});

it('gives up the connection of an answer that it does not wait for any more', async () => {
  const { outcome, server } = await run(['slow-headers'], { headersTimeoutMs: 100, retriesPerRequest: 0 });
  expect(outcome).toMatchObject({ cause: { code: 'HEADERS_TIMEOUT' } });
  await expect.poll(server.abandoned).toBe(1);
});

it('works with a fetch that knows nothing of signals, and does not believe a short text', async () => {
  const bytes = new TextEncoder().encode('[]').buffer;
  const headers = { get: (name: string) => (name === 'content-length' ? '10' : null) };
  const fetch = async (): Promise<{
    status: number;
    headers: typeof headers;
    arrayBuffer(): Promise<ArrayBuffer>;
  }> => ({
    status: 200,
    headers,
    arrayBuffer: async () => bytes,
  });
  const text = { ...definition, body: 'text' } as const;
  const options = { ...hourly, fetch, retriesPerRequest: 0 };
  await expect(httpBars(text, options).bars()).rejects.toMatchObject({
    cause: { code: 'TRUNCATED_BODY', what: 'the body has 2 of 10 bytes' },
  });
  const never = async (): Promise<never> => new Promise<never>(() => {});
  await expect(httpBars(definition, { ...options, fetch: never, headersTimeoutMs: 5 }).bars()).rejects.toMatchObject({
    cause: { code: 'HEADERS_TIMEOUT' },
  });
});

it('gives the same bars under any faults within the budget as without', async () => {
  const clean = await serve({});
  const options = { ...hourly, to: hour(80), headersTimeoutMs: 400, bodyTimeoutMs: 400 };
  const expected = fingerprint((await httpBars(definition, { ...options, baseUrl: clean.url }).bars()).data);
  const quick: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
    ...(['ok', 'ok', 'reset', 'reset-body', 'truncated', 'malformed', 'half-json', 'empty', 'html', 'repeat'] as const),
    ...[429, 408, 425, 500, 502, 503].map((status) => ({ status })),
    { status: 429, headers: { 'retry-after': '3' } },
    { status: 503, headers: { 'retry-after': 'Fri, 01 Jan 1990 00:00:00 GMT' } },
  );
  const slow: fc.Arbitrary<Fault> = fc.constantFrom<Fault>('slow-headers', 'slow-body');
  const plan = fc.array(fc.oneof({ weight: 40, arbitrary: quick }, { weight: 1, arbitrary: slow }), { maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(plan, fc.boolean(), async (faults, gzip) => {
      const clock = fakeClock(hour(500));
      // Before the first answer there is none to repeat.
      const script = faults.map((fault, i) =>
        fault === 'repeat' && !faults.slice(0, i).includes('ok') ? 'empty' : fault,
      );
      const server = await scriptedServer({ answer: (address) => klinePage(address), faults: script, gzip });
      try {
        const policy = { retriesPerRequest: 20, retryBudget: 20, clock, sleep: clock.sleep };
        const { data, report } = await httpBars(definition, { ...options, ...policy, baseUrl: server.url }).bars();
        expect(fingerprint(data)).toBe(expected);
        const count = (code: string): number => report.findings.find((one) => one.code === code)?.count ?? 0;
        expect(server.log.length).toBe(count('PAGES_READ') + count('REQUESTS_RETRIED'));
        expect(Math.ceil(clock.slept.reduce((sum, ms) => sum + ms, 0))).toBe(count('WAITED_MS'));
      } finally {
        await server.close();
      }
    }),
    { numRuns: 50 },
  );
});
