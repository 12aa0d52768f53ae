import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { liveBars, type LiveBars } from '../../sources/live/live-bars.ts';
import type { LiveFeed } from '../../sources/live/live-feed.ts';
import type { LiveOptions } from '../../sources/live/live-options.ts';
import { connectWs } from './connect-ws.ts';
import { plainFeed, plainMessage } from '../../../fixtures/live-plain-feed.ts';
import { ScriptedFeed, type ScriptedLine } from '../../../fixtures/live-scripted-feed.ts';

const KEY = 'k/&="9f8e7d6c5b4a';

interface Given extends Partial<LiveOptions> {
  readonly feed?: Partial<LiveFeed<never>>;
}

async function live(script: (line: ScriptedLine) => void | Promise<void>, { feed, ...options }: Given = {}) {
  const service = await ScriptedFeed.start(script);
  const asked = { instruments: ['ES'], timeframe: '1m', connect: connectWs() } as const;
  const backoff = { initialMs: 1, maxMs: 2, attempts: 2 };
  const bars = liveBars({ ...plainFeed(service.url), ...(feed as object) }, { ...asked, backoff, ...options });
  onTestFinished(async () => {
    await bars.close();
    await service.close();
  });
  return { bars, service };
}

async function outcome(bars: LiveBars): Promise<{ readonly closes: number[]; readonly error?: unknown }> {
  const closes: number[] = [];
  try {
    for await (const { bar } of bars) if (closes.push(bar.close) === 2) break;
    return { closes };
  } catch (error) {
    return { closes, error };
  }
}

describe('a malformed message', () => {
  it.each([
    ['that is no JSON', '{"symbol": "ES", "ti', 'MALFORMED_MESSAGE', /no JSON; it is "\{\\"symbol/],
    ['that is binary', new Uint8Array([1, 2, 3]), 'MALFORMED_MESSAGE', /binary, and the feed has no `decode`/],
    ['of another shape', { symbol: 'ES', time: 'noon' }, 'UNEXPECTED_MESSAGE', /has not the expected shape/],
    ['with a bar that cannot be', plainMessage(1, { high: -1 }), 'BAD_BAR', /a bar cannot be/],
  ])('%s is counted and told, and the others are used', async (_, message, code, what) => {
    const told: string[] = [];
    const onFinding: LiveOptions['onFinding'] = (finding) => told.push(finding.code);
    const { bars } = await live((line) => line.send(plainMessage(0), message, message, plainMessage(1)), { onFinding });
    expect(await outcome(bars)).toEqual({ closes: [2, 3] });
    expect(bars.report).toMatchObject({ messages: 4, malformed: 2, bars: 2 });
    expect(bars.report.findings).toEqual([
      { code, what: expect.stringMatching(what) as string, count: 2, where: 'plain-feed, message 2' },
    ]);
    expect(told).toEqual([code, code]);
  });

  it('is an error where too many come in a row, and only then', async () => {
    const bad = ['x', 'x', plainMessage(0), 'x', 'x', 'x'];
    const { bars } = await live((line) => line.send(...bad), { malformedLimit: 3 });
    const { closes, error } = await outcome(bars);
    expect(closes).toEqual([2]);
    expect(error).toMatchObject({ code: 'MALFORMED_MESSAGES', where: 'plain-feed, message 6' });
  });

  it('of bytes is read where the feed says how', async () => {
    const decode = (frame: string | Uint8Array): unknown =>
      JSON.parse(typeof frame === 'string' ? frame : new TextDecoder().decode(frame));
    const bytes = new TextEncoder().encode(JSON.stringify(plainMessage(1)));
    const { bars } = await live((line) => line.send(plainMessage(0), bytes), { feed: { decode } });
    expect(await outcome(bars)).toEqual({ closes: [2, 3] });
  });

  it('about an instrument that was not asked for is told', async () => {
    const stray = plainMessage(0, { symbol: 'NQ' });
    const { bars } = await live((line) => line.send(stray, plainMessage(0), plainMessage(1)));
    expect(await outcome(bars)).toEqual({ closes: [2, 3] });
    expect(bars.report.findings).toMatchObject([{ code: 'UNKNOWN_INSTRUMENT', count: 1 }]);
  });
});

describe('an error that the service tells', () => {
  it('ends the bars with a code', async () => {
    const { bars } = await live((line) => line.send(plainMessage(0), { error: 'no such symbol', code: -1121 }));
    const { closes, error } = await outcome(bars);
    expect(closes).toEqual([2]);
    expect(error).toMatchObject({ code: 'FEED_ERROR', what: 'the service says: no such symbol (-1121)' });
  });

  it('is passed over, or answered with a new line, where the feed says so', async () => {
    for (const [next, lines] of [
      ['continue', 1],
      ['reconnect', 2],
    ] as const) {
      const { bars } = await live((line) => {
        line.send(plainMessage(line.index));
        if (line.index === 0) line.send({ error: 'busy', next });
        if (next === 'continue') line.send(plainMessage(1));
      });
      expect(await outcome(bars)).toEqual({ closes: [2, 3] });
      expect(bars.report.lines).toBe(lines);
      expect(bars.report.findings[0]).toMatchObject({ code: 'FEED_ERROR', count: 1 });
    }
  });
});

describe('several instruments', () => {
  it('share a line under the names that the service has for them', async () => {
    const script = (line: ScriptedLine): void =>
      line.send(plainMessage(0, { symbol: 'es!' }), plainMessage(3, { symbol: 'nq!' }));
    const feedSymbol: LiveOptions['feedSymbol'] = ({ symbol }) => `${symbol.toLowerCase()}!`;
    const { bars } = await live(script, { instruments: ['ES', 'NQ'], feedSymbol });
    await outcome(bars);
    expect([bars.bars('ES').close[0], bars.bars('NQ').close[0]]).toEqual([2, 5]);
    expect(() => bars.bars('ESS')).toThrow(/did you mean ES\?/);
    expect(() => bars.bars()).toThrow(/name one of ES, NQ/);
  });
});

describe('options', () => {
  const feed = plainFeed('ws://127.0.0.1:1');
  const good: LiveOptions = { instruments: ['ES'], timeframe: '1m' };

  it.each([
    [{ backfil: () => {} }, 'BAD_OPTION', /did you mean backfill\?/],
    [{ backoff: { attempt: 1 } }, 'BAD_OPTION', /options.backoff: "attempt" is no option .* \(did you mean attempts\?/],
    [{ instruments: [] }, 'BAD_OPTION', /name at least one instrument/],
    [{ instruments: ['ES', 'ES'] }, 'BAD_OPTION', /ES is asked for twice/],
    [{ history: { EZ: {} } }, 'BAD_OPTION', /EZ is not asked for/],
    [{ whenFull: 'drop' }, 'BAD_OPTION', /options.whenFull/],
    [{ timeframe: '1 minute' }, 'INVALID_TIMEFRAME', /not a timeframe/],
    [{ secrets: { key: () => 'x' } }, 'BAD_OPTION', /"key" is no secret that the feed needs/],
  ])('%j are refused', (change, code, message) => {
    const options = { ...good, ...change } as unknown as LiveOptions;
    expect(() => liveBars(feed, options)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as string }),
    );
  });

  it('need the secrets of the feed, and a timeframe that it has', () => {
    const needy = { ...feed, secrets: ['key', 'secret'], timeframes: ['5m'] as const };
    expect(() => liveBars(needy, good)).toThrow(/ask for one of 5m/);
    expect(() => liveBars(needy, { ...good, timeframe: '5m', secrets: { key: () => 'x' } })).toThrow(/needs secret/);
  });
});

describe('a secret', () => {
  const login: LiveFeed['login'] = ({ key = '' }) => ({
    headers: { authorization: `Bearer ${key}` },
    query: { token: key },
    messages: [{ auth: key, signature: `${key}-signed` }],
  });
  const shown = (...all: unknown[]): string => {
    const texts = all.flatMap((one) => [
      inspect(one, { depth: 9, showHidden: true }),
      JSON.stringify(one),
      String(one),
    ]);
    const causes = all.flatMap((one) => {
      const { cause, stack } = Object(one) as { cause?: unknown; stack?: string };
      return [stack, cause === undefined ? '' : inspect(cause, { depth: 9, showHidden: true })];
    });
    return [...texts, ...causes].join('\n');
  };
  const variants = [KEY, encodeURIComponent(KEY), JSON.stringify(KEY).slice(1, -1), '9f8e7d6c5b4a'];

  it.each<[string, (line: ScriptedLine, key: string) => void]>([
    ['repeats it in an error', (line, key) => line.send({ error: `the key ${key} is unknown` })],
    ['repeats it in JSON', (line, key) => line.send(`{"bad": ${JSON.stringify(key)}`)],
    ['repeats it where the message is cut', (line, key) => line.send(`${'x'.repeat(50)}${key}`)],
    ['names an instrument after it', (line, key) => line.send(plainMessage(0, { symbol: key }), { error: 'x' })],
    ['closes with it', (line, key) => line.close(4003, key)],
    ['breaks', (line) => line.drop()],
  ])('shows nowhere when the service %s', async (_, script) => {
    const findings: unknown[] = [];
    const { bars, service } = await live((line) => script(line, KEY), {
      feed: { login, secrets: ['key'] },
      secrets: { key: { reveal: () => KEY, [Symbol.for('@tidemark/secret')]: true } },
      malformedLimit: 1,
      onFinding: (finding) => findings.push(finding),
    });
    const { error } = await outcome(bars);
    expect(error).toBeInstanceOf(Error);
    expect(service.handshakes[0]).toMatchObject({
      url: `/stream?token=${encodeURIComponent(KEY)}`,
      headers: { authorization: `Bearer ${KEY}` },
    });
    const text = shown(error, bars, bars.report, findings);
    expect(variants.filter((variant) => text.includes(variant))).toEqual([]);
  });

  it('is sent, fetched anew for each line', async () => {
    const keys = ['first-key', 'second-key'];
    const heard: unknown[] = [];
    const { bars } = await live(
      async (line) => {
        heard.push(await line.next());
        line.send(plainMessage(line.index));
        setTimeout(() => line.drop(), 5);
      },
      { feed: { login, secrets: ['key'] }, secrets: { key: async () => keys.shift()! } },
    );
    expect((await outcome(bars)).closes).toEqual([2, 3]);
    expect(heard).toEqual([
      { auth: 'first-key', signature: 'first-key-signed' },
      { auth: 'second-key', signature: 'second-key-signed' },
    ]);
  });

  it('shows nowhere when it cannot be had, when the address is none, when nobody listens', async () => {
    const source = (): string => JSON.parse(`${KEY} is no JSON`) as string;
    const login: LiveFeed['login'] = ({ key = '' }) => ({ query: { token: key } });
    const cases: [Given, string][] = [
      [{ secrets: { key: source }, feed: { login, secrets: ['key'] } }, 'SECRET_UNAVAILABLE'],
      [{ secrets: { key: () => '' }, feed: { login, secrets: ['key'] } }, 'BAD_SECRET'],
      [{ secrets: { key: () => KEY }, feed: { login, secrets: ['key'], url: 'no address' } }, 'BAD_URL'],
      [{ secrets: { key: () => KEY }, feed: { login, secrets: ['key'], url: 'ws://127.0.0.1:1' } }, 'LINE_LOST'],
      [{ feed: { url: `ws://user:${encodeURIComponent(KEY)}@127.0.0.1:1/?apiKey=${KEY}` } }, 'LINE_LOST'],
      [
        {
          feed: { url: 'ws://user:9f8e7d6c5b4a@127.0.0.1:1/?x=1&api_key=9f8e7d6c5b4a' },
          connect: (url) => {
            throw new TypeError(`cannot ${url}`);
          },
        },
        'LINE_LOST',
      ],
      [{ secrets: { key: () => KEY }, feed: { secrets: ['key'], login: ({ key }) => { throw new Error(`bad ${key}`); } } }, 'LOGIN_FAILED'], // prettier-ignore
      [{ secrets: { key: () => KEY }, feed: { secrets: ['key'], login }, connect: (url) => { throw new TypeError(`cannot ${url}`); } }, 'LINE_LOST'], // prettier-ignore
    ];
    for (const [given, code] of cases) {
      const { bars } = await live(() => {}, given);
      const { error } = await outcome(bars);
      expect(error).toMatchObject({ code });
      const text = shown(error, bars, bars.report);
      expect(variants.filter((variant) => text.includes(variant))).toEqual([]);
    }
  });
});

it('a message that cannot be sent breaks the line, and is an error in the end', async () => {
  const { bars } = await live(() => {}, { feed: { subscribe: () => [{ id: 1n }] } });
  const { error } = await outcome(bars);
  expect(error).toMatchObject({ code: 'LINE_LOST', what: expect.stringContaining('nothing can be sent') as string });
});
