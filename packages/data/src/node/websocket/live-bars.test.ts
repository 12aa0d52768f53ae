import type { Bar } from '@tidemark/core-market';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LiveBar } from '../../sources/live/live-bar.ts';
import { liveBars, type LiveBars } from '../../sources/live/live-bars.ts';
import type { LiveFeed } from '../../sources/live/live-feed.ts';
import type { LiveOptions } from '../../sources/live/live-options.ts';
import { cutProxy } from '../../../../../testing/cut-proxy.mjs';
import { connectWs } from './connect-ws.ts';
import { backfill, plainBar, plainFeed, plainMessage, START } from '../../../fixtures/live-plain-feed.ts';
import { ScriptedFeed, type ScriptedLine } from '../../../fixtures/live-scripted-feed.ts';

type Script = (line: ScriptedLine) => void | Promise<void>;
type Given = Partial<LiveOptions> & { readonly feed?: Partial<LiveFeed<never>>; readonly autoPong?: boolean };

/** Live bars of a service that does what the script says. */
async function live(script: Script, given: Given = {}): Promise<{ bars: LiveBars; service: ScriptedFeed }> {
  const { feed, autoPong, ...options } = given;
  const service = await ScriptedFeed.start(script, { autoPong: autoPong ?? true });
  const bars = liveBars(
    { ...plainFeed(service.url), ...(feed as object) },
    {
      instruments: ['ES'],
      timeframe: '1m',
      connect: connectWs(),
      backoff: { initialMs: 1, maxMs: 5 },
      ...options,
    },
  );
  onTestFinished(async () => {
    await bars.close();
    await service.close();
  });
  return { bars, service };
}

/** So many bars, and then no more; or until the error. */
async function take(bars: LiveBars, count: number): Promise<LiveBar[]> {
  const taken: LiveBar[] = [];
  for await (const bar of bars) if (taken.push(bar) >= count) break;
  return taken;
}

async function failure(bars: LiveBars): Promise<Record<string, unknown>> {
  try {
    for await (const _ of bars);
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error('it did not fail');
}

const times = (bars: readonly { readonly bar: Bar }[]): number[] => bars.map(({ bar }) => (bar.time - START) / 60_000);
const found = ({ report }: LiveBars): string[] => report.findings.map(({ code, count }) => `${code} ${count}`);

describe('the line', () => {
  it('asks for what was wanted and gives the bars that are over', async () => {
    const asked: unknown[] = [];
    const { bars } = await live(async (line) => {
      asked.push(await line.next());
      line.send(plainMessage(0, { closed: false }), plainMessage(0), plainMessage(1));
    });
    expect(await take(bars, 2)).toEqual([
      { symbol: 'ES', bar: plainBar(0), state: 'closed', origin: 'line' },
      { symbol: 'ES', bar: plainBar(1), state: 'closed', origin: 'line' },
    ]);
    expect(asked).toEqual([{ subscribe: ['ES'], timeframe: '1m' }]);
    expect(bars.bars().close).toEqual(Float64Array.of(2, 3));
    expect(bars.report).toMatchObject({ rows: 3, bars: 2, lines: 1, messages: 3, from: START, to: START + 60_000 });
    expect(bars.report.findings).toEqual([]);
  });

  it('is not opened before the first bar is taken', async () => {
    const { bars, service } = await live(() => {});
    await bars.close();
    expect(service.handshakes).toEqual([]);
  });

  it('gives forming bars where they are asked for, and never one after its end', async () => {
    const script: Script = (line) => line.send(...[0.5, 0.25].map((low) => plainMessage(0, { closed: false, low })), plainMessage(0), plainMessage(0, { closed: false }), plainMessage(1)); // prettier-ignore
    const { bars } = await live(script, { forming: true });
    const taken: string[] = [];
    for await (const { bar, state } of bars)
      if (taken.push(`${state} ${times([{ bar }])[0]}`) && bar.close === 3) break;
    expect(taken).toEqual(expect.arrayContaining(['closed 0', 'closed 1']));
    expect(taken.slice(taken.indexOf('closed 0'))).toEqual(['closed 0', 'closed 1']);
    expect(taken.filter((one) => one !== 'forming 0')).toHaveLength(2);
    expect(found(bars)).toEqual(['UPDATE_LATE 1']);
  });

  it('takes a bar for over when a later one comes, where the service never says so', async () => {
    const { bars } = await live((line) =>
      line.send(...[0, 0, 1, 2].map((i) => plainMessage(i, { closed: undefined }))),
    );
    expect(times(await take(bars, 2))).toEqual([0, 1]);
  });

  it('does not take for over what was forming when the line broke', async () => {
    const part = { closed: undefined, close: 1.75, volume: 1 };
    const { bars } = await live(
      (line) => {
        if (line.index === 0) line.send(plainMessage(0, { closed: undefined }), plainMessage(1, part));
        if (line.index === 0) setTimeout(() => line.drop(), 10);
        else line.send(...[2, 3].map((i) => plainMessage(i, { closed: undefined })));
      },
      { backfill },
    );
    expect((await take(bars, 3)).map(({ bar, origin }) => [bar, origin])).toEqual([
      [plainBar(0), 'line'],
      [plainBar(1), 'backfill'],
      [plainBar(2), 'line'],
    ]);
  });

  it('is opened again when it breaks in the middle of a message, and asks again', async () => {
    const asked: unknown[] = [];
    const { bars } = await live(async (line) => {
      asked.push(await line.next());
      line.send(plainMessage(line.index));
      if (line.index < 2) line.dropInside(plainMessage(line.index + 1));
    });
    expect(times(await take(bars, 3))).toEqual([0, 1, 2]);
    expect(asked).toHaveLength(3);
    expect(found(bars)).toEqual(['LINE_LOST 2']);
    expect(bars.report).toMatchObject({ lines: 3, malformed: 0 });
  });

  it('is opened again after an ordinary end', async () => {
    const { bars } = await live((line) => {
      line.send(plainMessage(line.index));
      line.close(1001, 'a day is over');
    });
    expect(times(await take(bars, 2))).toEqual([0, 1]);
    expect(bars.report.findings[0]?.what).toBe('the service closed the line with code 1001: a day is over');
  });

  it('is given up when it gives no sign of life', async () => {
    const heartbeat = { everyMs: 20, deadAfterMs: 100 };
    const { bars } = await live((line) => line.send(plainMessage(line.index)), {
      feed: { heartbeat },
      autoPong: false,
    });
    expect(times(await take(bars, 2))).toEqual([0, 1]);
    expect(bars.report.findings[0]?.what).toBe('the line gave no sign of life for 100 ms');
  });

  it('lives on pongs where nothing is traded', async () => {
    const heartbeat = { everyMs: 20, deadAfterMs: 300 };
    const script: Script = (line) => void setTimeout(() => line.send(plainMessage(0)), 700);
    const { bars } = await live(script, { feed: { heartbeat } });
    await take(bars, 1);
    expect(bars.report.lines).toBe(1);
  });

  it('is given up when pongs come and messages do not, where the feed says that it must', async () => {
    const heartbeat = { everyMs: 20, deadAfterMs: 5_000, quietAfterMs: 100 };
    const { bars } = await live((line) => line.send(plainMessage(line.index)), { feed: { heartbeat } });
    await take(bars, 2);
    expect(bars.report.findings[0]?.what).toBe('the line brought no message for 100 ms');
  });

  it('sends the heartbeat of the service and answers what wants an answer', async () => {
    const heard: unknown[] = [];
    const heartbeat = { everyMs: 20, deadAfterMs: 5_000, message: { op: 'ping' } };
    const script: Script = async (line) => {
      line.send({ ping: 7 });
      for (let i = 0; i < 4; i++) heard.push(await line.next());
      line.send(plainMessage(0));
    };
    const { bars } = await live(script, { feed: { heartbeat } });
    await take(bars, 1);
    expect(heard).toEqual(
      expect.arrayContaining([{ subscribe: ['ES'], timeframe: '1m' }, { pong: 7 }, { op: 'ping' }]),
    );
  });

  it('waits twice as long each time while it is refused, and comes back', async () => {
    const waits: number[] = [];
    const backoff = { initialMs: 100, maxMs: 1_000, jitter: 0.5 };
    const timers = {
      setTimeout(callback: () => void, ms: number) {
        if (ms < 2_000) waits.push(ms);
        if (waits.length === 4) service.refuseWith = undefined;
        return setTimeout(callback, ms / 100);
      },
      clearTimeout: (timer: never) => clearTimeout(timer),
      now: () => 0,
    };
    const feed = { heartbeat: { everyMs: 0, deadAfterMs: 1e6 } };
    const made = await live((line) => line.send(plainMessage(0)), { backoff, timers, random: () => 0.5, feed });
    const { service, bars } = made;
    service.refuseWith = 503;
    expect(times(await take(bars, 1))).toEqual([0]);
    expect(waits.slice(0, 4)).toEqual([75, 150, 300, 600]);
    expect(bars.report.waitedMs).toBe(75 + 150 + 300 + 600);
    expect(bars.report.findings[0]?.what).toBe('the handshake was refused with status 503');
  });

  it('comes back through a wire that swallows everything, then refuses for a while', async () => {
    const { service } = await live((line) => line.send(plainMessage(line.index * 3)));
    const wire = await cutProxy(service.url.replace('ws:', 'http:'));
    onTestFinished(() => wire.close());
    const bars = liveBars(
      { ...plainFeed(`ws://127.0.0.1:${wire.port}/`), heartbeat: { everyMs: 20, deadAfterMs: 150 } },
      {
        instruments: ['ES'],
        timeframe: '1m',
        connect: connectWs(),
        backoff: { initialMs: 5, maxMs: 10, attempts: 1_000 },
        connectTimeoutMs: 200,
        backfill,
      },
    );
    const taken: LiveBar[] = [];
    for await (const bar of bars) {
      if (taken.push(bar) === 4) break;
      if (taken.length > 1) continue;
      wire.freeze(true);
      setTimeout(() => {
        wire.refuse(true);
        wire.freeze(false);
        setTimeout(() => wire.refuse(false), 60);
      }, 300);
    }
    expect(times(taken)).toEqual([0, 1, 2, 3]);
    expect(bars.report.findings[0]?.what).toBe('the line gave no sign of life for 150 ms');
    expect(found(bars)).toEqual([expect.stringMatching(/^LINE_LOST \d+$/)]);
  });

  it('is given up for now where the handshake takes too long', async () => {
    const connect = connectWs();
    let calls = 0;
    const { bars } = await live((line) => line.send(plainMessage(0)), {
      connectTimeoutMs: 50,
      connect: (url, request) => (calls++ === 0 ? new Promise(() => {}) : connect(url, request)),
    });
    expect(times(await take(bars, 1))).toEqual([0]);
    expect(bars.report.findings[0]?.what).toBe('the line was not there in 50 ms');
  });

  it('is an error after so many attempts that brought no message', async () => {
    const { bars, service } = await live((line) => line.drop(), { backoff: { initialMs: 1, maxMs: 1, attempts: 2 } });
    expect(await failure(bars)).toMatchObject({ code: 'LINE_LOST', what: expect.stringContaining('2 new attempts') });
    expect(service.lines).toBe(3);
  });

  it('counts attempts anew after a good message', async () => {
    const script: Script = (line) => {
      line.send(plainMessage(line.index));
      setTimeout(() => line.drop(), 5);
    };
    const { bars } = await live(script, { backoff: { initialMs: 1, attempts: 1 } });
    expect(times(await take(bars, 4))).toEqual([0, 1, 2, 3]);
  });

  it.each([1008, 4001])('is not opened again after close code %s', async (code) => {
    const { bars, service } = await live((line) => line.close(code, 'policy'));
    expect(await failure(bars)).toMatchObject({
      code: 'LINE_REFUSED',
      what: `the service closed the line with code ${code}: policy`,
    });
    expect(service.lines).toBe(1);
  });

  it('is opened again where the feed says that a close code is passing', async () => {
    const script: Script = (line) => (line.index === 0 ? line.close(4000) : line.send(plainMessage(0)));
    const { bars } = await live(script, { feed: { isFinal: (code) => code === 4001 } });
    expect(await take(bars, 1)).toHaveLength(1);
  });

  it('is not opened again where the handshake is refused for good', async () => {
    const { bars, service } = await live(() => {});
    service.refuseWith = 401;
    expect(await failure(bars)).toMatchObject({ code: 'LINE_REFUSED', what: expect.stringContaining('status 401') });
    expect(service.handshakes).toHaveLength(1);
  });
});
