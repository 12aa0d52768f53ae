import { barsOf, type Bar } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { calendar } from '../../calendars/calendar.ts';
import type { LiveBar } from '../../sources/live/live-bar.ts';
import { liveBars, type LiveBars } from '../../sources/live/live-bars.ts';
import type { LiveOptions } from '../../sources/live/live-options.ts';
import { connectWs } from './connect-ws.ts';
import { backfill, plainBar, plainFeed, plainMessage, series, START } from '../../../fixtures/live-plain-feed.ts';
import { ScriptedFeed, type ScriptedLine } from '../../../fixtures/live-scripted-feed.ts';

type Script = (line: ScriptedLine) => void | Promise<void>;
/** Live bars of a service that does what the script says. */
async function live(
  script: Script,
  options: Partial<LiveOptions> = {},
): Promise<{ bars: LiveBars; service: ScriptedFeed }> {
  const service = await ScriptedFeed.start(script);
  const asked = { instruments: ['ES'], timeframe: '1m', connect: connectWs() } as const;
  const bars = liveBars(plainFeed(service.url), { ...asked, backoff: { initialMs: 1, maxMs: 5 }, ...options });
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

const times = (bars: readonly { readonly bar: Bar }[]): number[] => bars.map(({ bar }) => (bar.time - START) / 60_000);
const found = ({ report }: LiveBars): string[] => report.findings.map(({ code, count }) => `${code} ${count}`);

/** Sends bars, then breaks the line. */
const thenDrop =
  (...bars: readonly number[]) =>
  (line: ScriptedLine): void => {
    line.send(...bars.map((i) => plainMessage(i)));
    setTimeout(() => line.drop(), 10);
  };

describe('missed bars', () => {
  const gap: Script = (line) => {
    if (line.index === 0) thenDrop(0, 1)(line);
    else line.send(plainMessage(4), plainMessage(5));
  };

  it('are reported as a gap', async () => {
    const { bars } = await live(gap);
    expect(times(await take(bars, 4))).toEqual([0, 1, 4, 5]);
    expect(found(bars)).toEqual(['LINE_LOST 1', 'GAP 2']);
    expect(bars.report.findings[1]?.where).toBe('ES, 2024-01-02T09:32:00.000Z');
  });

  it('are filled in order where they can be fetched', async () => {
    const { bars } = await live(gap, { backfill });
    expect((await take(bars, 6)).map(({ origin }) => origin[0]).join('')).toBe('llbbll');
    expect(bars.bars().time).toEqual(series(0, 1, 2, 3, 4, 5).time);
    expect(found(bars)).toEqual(['LINE_LOST 1']);
    expect(bars.report).toMatchObject({ bars: 6, filled: 2 });
  });

  it('are fetched as soon as a later bar forms', async () => {
    const script: Script = (line) =>
      line.index === 0 ? thenDrop(0)(line) : line.send(plainMessage(3, { closed: false }));
    const { bars } = await live(script, { backfill });
    expect(times(await take(bars, 3))).toEqual([0, 1, 2]);
  });

  it('are fetched since the history, or since the first that is wanted', async () => {
    for (const since of [{ history: { ES: series(0, 1) } }, { from: START + 120_000 }]) {
      const { bars } = await live((line) => line.send(plainMessage(4)), { ...since, backfill });
      expect(times(await take(bars, 3))).toEqual([2, 3, 4]);
    }
  });

  it('are reported since the first that is wanted', async () => {
    const { bars } = await live((line) => line.send(plainMessage(4)), { from: START });
    await take(bars, 1);
    expect(found(bars)).toEqual(['GAP 4']);
  });

  it('are a gap where fetching fails, and where it brings too few; what lies outside is not taken', async () => {
    const refusals = await live(gap, { backfill: () => Promise.reject(new Error('no luck')) });
    await take(refusals.bars, 4);
    expect(found(refusals.bars)).toEqual(['LINE_LOST 1', 'BACKFILL_FAILED 2', 'GAP 2']);
    const others = await live(gap, { backfill: () => Promise.resolve(series(1, 3, 4)) });
    expect(times(await take(others.bars, 5))).toEqual([0, 1, 3, 4, 5]);
    expect(found(others.bars)).toEqual(['LINE_LOST 1', 'GAP 1', 'OUTSIDE_RANGE 2']);
  });

  it('are not looked for while the market rests', async () => {
    const [friday, monday] = [0, 3 * 24 * 60];
    const script: Script = (line) => line.send(plainMessage(friday), plainMessage(monday));
    const ranges: number[] = [];
    const options = {
      backfill: ({ from }: { from: number }) => {
        ranges.push((from - START) / 60_000);
        return Promise.resolve(undefined);
      },
    };
    const always = await live(script, options);
    await take(always.bars, 2);
    expect([ranges, found(always.bars)]).toEqual([[1], [`GAP ${monday - 1}`]]);

    const thursday = Date.UTC(2024, 0, 4, 20, 59);
    const close = { time: thursday };
    const next = { time: Date.UTC(2024, 0, 5, 14, 30) };
    const rested = await live((line) => line.send(plainMessage(1, close), plainMessage(2, next)), { ...options, calendar: calendar('XNYS') }); // prettier-ignore
    await take(rested.bars, 2);
    expect([ranges, found(rested.bars)]).toEqual([[1], []]);
  });

  it('are an error where they are fetched in another timeframe', async () => {
    const hourly = barsOf([{ ...plainBar(0), time: START + 120_000 }], { instrument: 'ES', timeframe: '1h' });
    const { bars } = await live(gap, { backfill: () => Promise.resolve(hourly) });
    await expect(take(bars, 4)).rejects.toMatchObject({ code: 'TIMEFRAMES_DIFFER', where: 'ES' });
  });

  it('do not come twice when the service repeats them, and out of order they have no place', async () => {
    const script: Script = (line) => {
      if (line.index === 0) thenDrop(0, 1, 3)(line);
      else line.send(...[0, 1, 2, 3, 4].map((i) => plainMessage(i)));
    };
    const { bars } = await live(script);
    expect(times(await take(bars, 4))).toEqual([0, 1, 3, 4]);
    expect(found(bars)).toEqual(['GAP 1', 'LINE_LOST 1', 'BAR_LATE 1']);
    const filled = await live(script, { backfill });
    expect(times(await take(filled.bars, 5))).toEqual([0, 1, 2, 3, 4]);
    expect(found(filled.bars)).toEqual(['LINE_LOST 1']);
  });

  it('are told as corrections where closed bars come again with other values', async () => {
    const { bars } = await live((line) => line.send(plainMessage(0), plainMessage(0, { close: 1.5 }), plainMessage(1)));
    const taken = await take(bars, 3);
    expect(taken.map(({ state }) => state)).toEqual(['closed', 'corrected', 'closed']);
    expect(bars.bars().close[0]).toBe(1.5);
    expect(found(bars)).toEqual(['BAR_CORRECTED 1']);
  });

  it('make no difference to the bars, whatever is dropped where', { timeout: 120_000 }, async () => {
    const COUNT = 12;
    const clean = series(...Array.from({ length: COUNT }, (_, i) => i));
    const line = fc.record({
      bars: fc.integer({ min: 0, max: 5 }),
      skip: fc.integer({ min: 0, max: 3 }),
      repeat: fc.integer({ min: 0, max: 3 }),
      end: fc.constantFrom<string[]>('drop', 'inside', 'close', 'refuse'),
      forming: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 5 }), async (plan) => {
        let next = 0;
        const service: ScriptedFeed = await ScriptedFeed.start(async (to) => {
          const { bars, skip, repeat, end, forming } = plan[to.index] ?? { bars: COUNT, skip: 0, repeat: 2, end: '', forming: true }; // prettier-ignore
          await to.next();
          next = Math.min(next + skip, COUNT - 1);
          const first = Math.max(0, next - repeat);
          next = Math.min(next + bars, COUNT - (end === '' ? 0 : 1));
          for (let i = first; i < next; i++) {
            if (forming) to.send(plainMessage(i, { closed: false, close: i + 1 }));
            to.send(plainMessage(i));
          }
          if (end === 'inside') return to.dropInside(plainMessage(next));
          await new Promise((resolve) => setTimeout(resolve, 3));
          if (end === 'close') to.close(1012);
          else if (end !== '') to.drop();
          if (end !== 'refuse') return;
          service.refuseWith = 503;
          setTimeout(() => (service.refuseWith = undefined), 4);
        });
        const options = { instruments: ['ES'], timeframe: '1m', from: START, backfill, connect: connectWs() } as const;
        const backoff = { initialMs: 1, maxMs: 4, attempts: 50 };
        const bars = liveBars(plainFeed(service.url), { ...options, backoff });
        const taken = await take(bars, COUNT);
        await service.close();
        expect(taken.map(({ bar }) => bar.time)).toEqual([...clean.time]);
        expect(bars.bars()).toEqual({ ...clean, closeTime: clean.time.map((time) => time + 60_000) });
        expect(found(bars).filter((finding) => !/^(?:LINE_LOST|UPDATE_LATE)/.test(finding))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
