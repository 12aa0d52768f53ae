import type { DataReport } from '@tidemark/core-market';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fakeClock } from '../../../fixtures/http-fake-clock.ts';
import { hour, pricesOf } from '../../../fixtures/http-market.ts';
import { scriptedServer, type Script, type ScriptedServer } from '../../../fixtures/http-scripted-server.ts';
import { httpBarDefinition, type HttpBarDefinition, type PageStrategy } from './http-bar-definition.ts';
import { httpBars } from './http-bars.ts';
import type { HttpBarsOptions } from './http-bars-options.ts';

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
const hourly = {
  clock,
  sleep: clock.sleep,
  instrument: 'BTCUSDT',
  timeframe: '1h',
  from: hour(0),
  to: hour(100),
} as const;

function findings({ findings: all }: DataReport): Record<string, number> {
  return Object.fromEntries(all.map(({ code, count }) => [code, count]));
}

/** A definition whose pages are what the test says. */
function scripted<P extends PageStrategy<z.infer<typeof scriptedPage>>>(
  pages: P,
): HttpBarDefinition<z.infer<typeof scriptedPage>, z.infer<typeof scriptedRow>> {
  return httpBarDefinition({
    name: 'scripted',
    baseUrl: 'http://127.0.0.1',
    path: '/bars/{symbol}',
    query: { after: '{cursor}', size: '{timeframe}' },
    timeframes: { '1h': 'hour' },
    pages,
    page: scriptedPage,
    rows: ({ hours }) => hours,
    row: scriptedRow,
    bar: (i) => {
      const [open, high, low, close, volume] = pricesOf(i % 1_000);
      return { time: hour(i % 1_000), open, high, low, close: i >= 1_000 ? open : close, volume };
    },
  });
}
const scriptedPage = z.object({ hours: z.array(z.number()), next: z.string().nullish() });
const scriptedRow = z.number();
type ScriptedPage = z.infer<typeof scriptedPage>;

/** Serves pages in a row: page `k` is asked for by the token `k`. */
async function servePages(pages: readonly (readonly number[])[], more: Partial<Script> = {}): Promise<ScriptedServer> {
  const answer = (address: URL): ScriptedPage => {
    const k = Number(address.searchParams.get('after') ?? 0);
    return { hours: [...(pages[k] ?? [])], next: k + 1 < pages.length ? String(k + 1) : null };
  };
  return serve({ answer, ...more });
}

const next = (page: ScriptedPage): string | null | undefined => page.next;
const byCursor = scripted({ by: 'cursor', next });

describe('by cursors', () => {
  const few = { ...hourly, to: hour(10) };
  const hoursFrom = async (
    pages: readonly (readonly number[])[],
    options: Partial<HttpBarsOptions> = {},
  ): Promise<unknown> => {
    const { url } = await servePages(pages);
    const { data, report } = await httpBars(byCursor, { ...few, baseUrl: url, ...options }).bars();
    return [[...data.time].map((time) => (time - hour(0)) / 3_600_000), findings(report)];
  };

  it('follows tokens to the end, over an empty page, with rows in any order', async () => {
    const read = hoursFrom([[0, 1], [], [4, 3, 2], [5]]);
    await expect(read).resolves.toEqual([[0, 1, 2, 3, 4, 5], { PAGES_READ: 4, ROWS_REORDERED: 2 }]);
  });

  it('writes the places of path and query, the token among them', async () => {
    const { url, log } = await servePages([[0], [1]]);
    await httpBars(byCursor, { ...few, symbol: 'BTC/USD', baseUrl: `${url}/v2/` }).bars();
    expect(log.map(({ path, query }) => [path, query])).toEqual([
      ['/v2/bars/BTC%2FUSD', { size: 'hour' }],
      ['/v2/bars/BTC%2FUSD', { size: 'hour', after: '1' }],
    ]);
  });

  it('drops what came before and counts it, also when a whole page comes again', async () => {
    const read = hoursFrom([
      [0, 1, 1, 2],
      [0, 1, 2],
      [2, 3],
    ]);
    await expect(read).resolves.toEqual([[0, 1, 2, 3], { PAGES_READ: 3, DUPLICATES_DROPPED: 5 }]);
  });

  it('refuses bars of one time that differ, or takes the one that came last', async () => {
    for (const pages of [[[0, 1, 1_001]], [[0, 1], [1_001]]]) {
      await expect(hoursFrom(pages)).rejects.toMatchObject({
        code: 'CONFLICTING_BARS',
        what: 'the bar of 2024-01-01T01:00:00.000Z came twice, and differs',
      });
      const { url } = await servePages(pages);
      const { data, report } = await httpBars(byCursor, { ...few, conflicts: 'last', baseUrl: url }).bars();
      expect([data.close[1], data.length, findings(report).CONFLICTS_REPLACED]).toEqual([pricesOf(1)[0], 2, 1]);
    }
  });

  it('refuses later pages with bars that earlier ones left out', async () => {
    await expect(hoursFrom([[0, 4], [2]])).rejects.toMatchObject({
      code: 'PAGES_OUT_OF_ORDER',
      where: 'scripted BTCUSDT, page 2',
    });
  });

  it('ends at a token that comes again, by an error', async () => {
    const { url, log } = await serve({ answer: (_, request) => ({ hours: [request], next: 'same' }) });
    const answer = httpBars(byCursor, { ...few, baseUrl: url }).bars();
    await expect(answer).rejects.toMatchObject({ code: 'CURSOR_REPEATED' });
    expect(log.length).toBe(2);
  });

  it('ends when there are more pages than anyone wanted', async () => {
    let page = 0;
    const { url, log } = await serve({ answer: () => ({ hours: [], next: String(++page) }) });
    const answer = httpBars(byCursor, { ...few, maxPages: 5, baseUrl: url }).bars();
    await expect(answer).rejects.toMatchObject({ code: 'TOO_MANY_PAGES' });
    expect(log.length).toBe(5);
  });

  it('asks for no page after the end of the range', async () => {
    const { url, log } = await servePages([[0, 1], [2, 10], [11]]);
    const { data, report } = await httpBars(byCursor, { ...few, baseUrl: url }).bars();
    expect([data.length, log.length, findings(report).OUTSIDE_RANGE]).toEqual([3, 2, 1]);
  });

  it('reads pages that go back in time where the definition says so', async () => {
    const back = scripted({ by: 'cursor', next, order: 'descending' });
    const { url, log } = await servePages([[5, 4], [], [3, 2], [1, 0, -1], [-2]]);
    const { data, report } = await httpBars(back, { ...few, baseUrl: url }).bars();
    expect([...data.time]).toEqual([0, 1, 2, 3, 4, 5].map(hour));
    expect([log.length, findings(report).OUTSIDE_RANGE]).toEqual([4, 1]);
  });
});

it('follows addresses in the body, relative ones too, and none of another origin', async () => {
  const linked = scripted({ by: 'next-url', next });
  const answers = (last: string | null) => (address: URL) => {
    const k = Number(address.searchParams.get('page') ?? 0);
    return {
      hours: [k],
      next: [`http://${address.searchParams.get('host') ?? ''}/list?page=1`, '/list?page=2', last][k],
    };
  };
  for (const [last, outcome] of [
    [null, 3],
    ['http://127.0.0.1.example.com/list?page=3', 'FOREIGN_URL'],
    ['//example.com/list', 'FOREIGN_URL'],
    ['http://example.com:80@evil/', 'FOREIGN_URL'],
  ] as const) {
    const { url, log } = await serve({ answer: answers(last) });
    const host = url.replace('http://', '');
    const options = { ...hourly, to: hour(10), baseUrl: url, parameters: { host } };
    const answer = httpBars(linked, options)
      .bars()
      .then(
        ({ data }) => data.length,
        (error: unknown) => (error as { code: string }).code,
      );
    await expect(answer).resolves.toBe(outcome);
    expect(log.map(({ path }) => path)).toEqual(['/bars/BTCUSDT', '/list', '/list']);
  }
});
