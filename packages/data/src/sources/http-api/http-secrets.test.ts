import { format, inspect } from 'node:util';
import type { Logger } from '@tidemark/core-market';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../../../fixtures/http-fake-clock.ts';
import { hour, klinePage } from '../../../fixtures/http-market.ts';
import { scriptedServer, type Fault, type ScriptedServer } from '../../../fixtures/http-scripted-server.ts';
import { binanceKlines } from './binance-klines.ts';
import { downloadBars } from './download-bars.ts';
import type { HttpBarDefinition } from './http-bar-definition.ts';
import { httpBars } from './http-bars.ts';
import type { HttpBarsOptions } from './http-bars-options.ts';
import { memoryStore } from '../memory-store.ts';
import type { SecretValue } from '../secret-value.ts';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

/** Spelt differently in a URL, a form, JSON and a regular expression. */
const KEY = 'canary/Key+1"&=%20\\x$(';
const TOKEN = 'canary-token-0123456789';

/** As `secret()` of the configuration brands it. */
function branded(text: string): SecretValue {
  return Object.defineProperty({ reveal: () => text, toJSON: () => '[redacted]' }, Symbol.for('@tidemark/secret'), {
    value: true,
  });
}

const keyed = {
  ...binanceKlines,
  pages: { by: 'window', limit: 10 },
  auth: { headers: { Authorization: 'Bearer {token}', 'X-Key': '{key}' }, query: { apikey: '{key}' } },
} as HttpBarDefinition;
const secrets = { key: branded(KEY), token: async () => TOKEN };

/** Everything that can be seen of a value. */
function seen(value: unknown): string {
  const parts = [format('%s %o %j', value, value, value), inspect(value, { depth: 20, showHidden: true })];
  for (let error = value; error instanceof Error; error = error.cause) {
    parts.push(
      error.message,
      error.stack ?? '',
      JSON.stringify(error),
      JSON.stringify(Object.getOwnPropertyDescriptors(error)),
    );
  }
  return parts.join('\n');
}

/** The secrets that can be read in a text. */
function leaks(text: string): string[] {
  const spellings = [KEY, TOKEN].flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).toLowerCase(),
    new URLSearchParams({ k: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    // Inside what `inspect` shows of a text.
    JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  ]);
  return ['canary', ...spellings].filter((spelling) => text.includes(spelling));
}

function collectingLogger(): { readonly lines: unknown[]; readonly logger: Logger } {
  const lines: unknown[] = [];
  const log = (...line: unknown[]): void => void lines.push(line);
  return { lines, logger: { trace: log, debug: log, info: log, warn: log, error: log } };
}

async function outcome(
  faults: readonly Fault[],
  more: Partial<HttpBarsOptions> = {},
  answer?: unknown,
): Promise<string> {
  const clock = fakeClock(hour(500));
  const { lines, logger } = collectingLogger();
  const server = await scriptedServer({ answer: (address) => answer ?? klinePage(address), faults, now: clock.now });
  servers.push(server);
  const options = {
    instrument: 'BTCUSDT',
    timeframe: '1h',
    from: hour(0),
    to: hour(20),
    secrets,
    logger,
    clock,
    sleep: clock.sleep,
    retriesPerRequest: 1,
    baseUrl: server.url,
    headersTimeoutMs: 200,
    ...more,
  } as const;
  const source = httpBars(keyed, options);
  const results: unknown[] = [source, keyed, options.secrets, lines];
  results.push(await source.bars().catch((error: unknown) => error));
  results.push(await downloadBars(keyed, { ...options, store: memoryStore() }).catch((error: unknown) => error));
  expect(lines.length + Number('fetch' in more)).toBeGreaterThan(0);
  for (const { headers, query } of server.log) {
    expect([headers.authorization, headers['x-key'], query.apikey]).toEqual([`Bearer ${TOKEN}`, KEY, KEY]);
  }
  return results.map(seen).join('\n');
}

describe('a secret reaches the server, and no log, error or report', () => {
  const echo = JSON.stringify({
    error: `the key ${KEY} with ${TOKEN} is bad`,
    url: `/bars?apikey=${encodeURIComponent(KEY)}&x=1`,
  });
  const faulty: readonly (readonly [string, readonly Fault[]])[] = [
    ['when all goes well', []],
    [
      'when the server repeats it in a refusal',
      [
        { status: 401, body: echo },
        { status: 403, body: echo },
      ],
    ],
    ['when the server repeats it in errors that pass', Array<Fault>(4).fill({ status: 503, body: echo })],
    [
      'when a long error page would be cut in its middle',
      [
        { status: 400, body: 'x'.repeat(190) + KEY },
        { status: 400, body: 'x'.repeat(192) + TOKEN },
      ],
    ],
    ['when connections break', ['reset', 'reset-body', 'truncated', 'reset']],
    ['when it takes too long', ['slow-headers', 'slow-headers']],
    ['when an HTML page comes', ['html', 'html', 'html', 'html']],
    [
      'when it is sent elsewhere',
      Array<Fault>(2).fill({
        status: 302,
        headers: { location: `http://127.0.0.1:1/?apikey=${encodeURIComponent(KEY)}` },
      }),
    ],
  ];
  it.each(faulty)('%s', async (_, faults) => {
    expect(leaks(await outcome(faults))).toEqual([]);
  });

  it('when a page holds it where a price should be', async () => {
    expect(leaks(await outcome([], {}, [[hour(0), KEY, '1', '1', '1', '1', 0, '0', 1, '0', '0', '0']]))).toEqual([]);
    expect(
      leaks(await outcome([], {}, [[hour(0), 'x'.repeat(30) + TOKEN, '1', '1', '1', '1', 0, '0', 1, '0', '0', '0']])),
    ).toEqual([]);
    expect(leaks(await outcome([], {}, { [KEY]: TOKEN }))).toEqual([]);
  });

  it('when fetch repeats the address in an error, its fields and its causes', async () => {
    const fetch = async (url: string, { headers }: { headers: Record<string, string> }): Promise<never> => {
      const inner = Object.assign(new Error(`bad header ${headers.Authorization}`), {
        input: url,
        code: `E_${headers['X-Key']}`,
      });
      throw Object.assign(new TypeError(`no answer from ${url}`, { cause: inner }), { url, headers });
    };
    const text = await outcome([], { fetch });
    expect(leaks(text)).toEqual([]);
    expect(text).toContain('no answer from http://127.0.0.1');
  });
});

it('refuses a secret that is a plain text, and does not repeat it', () => {
  const options = {
    instrument: 'X',
    timeframe: '1h',
    secrets: { key: KEY, token: TOKEN },
  } as unknown as HttpBarsOptions;
  let refused: unknown;
  try {
    httpBars(keyed, options);
  } catch (error) {
    refused = error;
  }
  expect(refused).toMatchObject({ code: 'BAD_OPTION', where: 'options.secrets.key' });
  expect(leaks(seen(refused))).toEqual([]);
});

it.each([
  ['a line break', `${TOKEN}\n`, 'BAD_SECRET'],
  ['a letter that no header carries', `${TOKEN}é`, 'BAD_SECRET'],
  ['too few characters', 'abc', 'BAD_SECRET'],
  ['no text', undefined as unknown as string, 'BAD_SECRET'],
])('refuses a secret with %s before anything is sent', async (_, text, code) => {
  let requests = 0;
  const fetch = async (): Promise<never> => {
    requests++;
    throw new Error('never');
  };
  const options = {
    instrument: 'X',
    timeframe: '1h',
    from: 0,
    secrets: { ...secrets, token: () => text },
    fetch,
  } as const;
  const error: unknown = await httpBars(keyed, options)
    .bars()
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code, where: 'secrets.token' });
  expect(leaks(seen(error))).toEqual([]);
  expect(requests).toBe(0);
});

it('asks a function for its secret once a run, and says when that fails', async () => {
  const server = await scriptedServer({ answer: (address) => klinePage(address) });
  servers.push(server);
  let asked = 0;
  const token = (): string => {
    asked++;
    return TOKEN;
  };
  const options = { instrument: 'X', timeframe: '1h', from: hour(0), to: hour(20), baseUrl: server.url } as const;
  const source = httpBars(keyed, { ...options, secrets: { ...secrets, token } });
  expect(asked).toBe(0);
  await source.bars();
  await source.bars();
  expect([asked, server.log.length]).toEqual([2, 4]);
  const failing = async (): Promise<string> => Promise.reject(new Error('the vault is closed'));
  const failed = httpBars(keyed, { ...options, secrets: { ...secrets, token: failing } }).bars();
  await expect(failed).rejects.toMatchObject({
    code: 'SECRET_UNAVAILABLE',
    what: 'the secret could not be had: Error',
  });
});

it('sends keys along to the next address, once, and nowhere else', async () => {
  const linked = {
    ...keyed,
    pages: { by: 'next-url', next: (page) => (page as unknown as { next?: string }).next },
    page: binanceKlines.page,
    rows: (page) => (page as unknown[]).slice(0, -1),
  } as HttpBarDefinition;
  const server = await scriptedServer({
    answer: (address) => {
      const next = address.pathname === '/next' ? undefined : `/next?apikey=old&cursor=a%2Bb#part`;
      return { rows: [], next };
    },
  });
  servers.push(server);
  const open = {
    ...linked,
    page: (await import('zod')).looseObject({}),
    rows: () => [],
  } as unknown as HttpBarDefinition;
  await httpBars(open, {
    instrument: 'X',
    timeframe: '1h',
    from: hour(0),
    to: hour(2),
    secrets,
    baseUrl: server.url,
  }).bars();
  expect(server.log[1].query).toEqual({ cursor: 'a+b', apikey: KEY });
});
