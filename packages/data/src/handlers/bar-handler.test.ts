import { barSeries, barsOf, toBars, type Bar } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { calendar } from '../calendars/calendar.ts';
import { BarHandler } from './bar-handler.ts';

const MINUTE = 60_000;
const bar = (minute: number, close = 10, more: Partial<Bar> = {}): Bar => {
  return { time: minute * MINUTE, open: 10, high: 20, low: 1, close, volume: 5, ...more };
};
const handler = (options: Partial<ConstructorParameters<typeof BarHandler>[0]> = {}): BarHandler =>
  new BarHandler({ instrument: 'ES', timeframe: '1m', ...options });
const codes = ({ findings }: BarHandler): string[] => findings.map(({ code }) => code);

it('keeps a bar apart while it forms, and closes it when a later one comes', () => {
  const live = handler();
  expect(live.update(bar(0, 10))).toBe('forming');
  expect(live.update(bar(0, 12))).toBe('forming');
  expect([live.bars.length, live.forming?.close]).toEqual([0, 12]);
  live.update(bar(1));
  expect([live.bars.length, live.bars.close[0], live.bars.closeTime?.[0]]).toEqual([1, 12, MINUTE]);
});

it('closes it when the feed says so, or the clock', () => {
  const live = handler();
  expect(live.update(bar(0), { closed: true })).toBe('closed');
  live.update(bar(1));
  expect([live.advance(2 * MINUTE - 1), live.bars.length]).toEqual([false, 1]);
  expect([live.advance(2 * MINUTE), live.bars.length, live.forming]).toEqual([true, 2, undefined]);
  expect(live.advance(3 * MINUTE)).toBe(false);
});

it('is a valid series after a thousand bars, and those handed out earlier keep their length', () => {
  const live = handler();
  live.update(bar(0), { closed: true });
  const early = live.bars;
  for (let minute = 1; minute < 1_000; minute++) live.update(bar(minute, 5), { closed: true });
  expect([early.length, [...early.close], live.bars.length]).toEqual([1, [10], 1_000]);
  expect(() => barSeries(live.bars, live.bars)).not.toThrow();
});

it('goes on from a history', () => {
  const history = barsOf([bar(0), bar(1, 11)], { instrument: 'ES', timeframe: '1m' });
  const live = handler({ history });
  live.update(bar(2, 12), { closed: true });
  expect([...live.bars.close]).toEqual([10, 11, 12]);
  expect(() => handler({ history: { ...history, timeframe: '5m' } })).toThrow(
    expect.objectContaining({ code: 'TIMEFRAMES_DIFFER' }),
  );
});

describe('a closed bar that comes again', () => {
  it('says nothing where it is the same', () => {
    const live = handler();
    live.update(bar(0, 10, { volume: NaN }), { closed: true });
    expect([live.update(bar(0, 10, { volume: NaN })), codes(live)]).toEqual(['repeated', []]);
  });

  it('is a correction where it is not; series that were handed out stay as they were', () => {
    const live = handler();
    live.update(bar(0), { closed: true });
    live.update(bar(1), { closed: true });
    const before = live.bars;
    expect(live.update(bar(0, 13))).toBe('corrected');
    expect([before.close[0], live.bars.close[0], live.bars.length]).toEqual([10, 13, 2]);
    expect(live.findings[0]).toMatchObject({ code: 'BAR_CORRECTED', what: 'a closed bar came again: close 10 to 13' });
  });

  it('is not taken where corrections are kept out', () => {
    const live = handler({ corrections: 'keep' });
    live.update(bar(0), { closed: true });
    expect([live.update(bar(0, 13)), live.bars.close[0], codes(live)]).toEqual(['ignored', 10, ['BAR_CORRECTED']]);
  });
});

it('has no place for a bar that comes late', () => {
  const live = handler();
  live.update(bar(0), { closed: true });
  live.update(bar(5), { closed: true });
  expect([live.update(bar(3)), live.bars.length]).toEqual(['ignored', 2]);
  live.update(bar(9));
  expect([live.update(bar(8)), codes(live)]).toEqual(['ignored', ['GAP', 'BAR_LATE', 'BAR_LATE']]);
});

it('closes a bar that is followed early when the next one opens', () => {
  const live = handler();
  live.update(bar(0), { closed: true });
  const early = live.bars;
  live.update(bar(0.5), { closed: true });
  expect([early.closeTime?.[0], ...live.bars.closeTime!]).toEqual([MINUTE, MINUTE / 2, 1.5 * MINUTE]);
});

describe('gaps', () => {
  it('are counted by the clock without a calendar, and told as they are found', () => {
    const told: string[] = [];
    const live = handler({ onFinding: ({ code, count }) => told.push(`${code} ${count}`) });
    for (const minute of [0, 1, 5]) live.update(bar(minute), { closed: true });
    expect(told).toEqual(['GAP 3']);
  });

  it('are none where the market was closed', () => {
    const live = handler({ timeframe: '1h', calendar: calendar('XNYS') });
    const at = (day: number, hour: number): Bar => bar(0, 10, { time: Date.UTC(2024, 6, day, hour, 30) });
    for (const [day, hour] of [
      [3, 15],
      [3, 16],
      [5, 13],
      [5, 14],
    ] as const) {
      const closeTime = day === 3 && hour === 16 ? Date.UTC(2024, 6, 3, 17) : undefined;
      live.update({ ...at(day, hour), closeTime }, { closed: true });
    }
    expect(codes(live)).toEqual([]);
    live.update(at(5, 17), { closed: true });
    expect(live.findings[0]).toMatchObject({ code: 'GAP', count: 2, where: '2024-07-05T15:30:00.000Z' });
  });

  it('are sessions for daily bars', () => {
    const live = handler({ timeframe: '1d', calendar: calendar('XNYS') });
    const on = (date: number): Bar => bar(0, 10, { time: Date.UTC(2024, 6, date) });
    live.update(on(3), { closed: true });
    live.update(on(5), { closed: true }); // the fourth is a holiday
    live.update(on(9), { closed: true });
    expect(live.findings).toMatchObject([{ code: 'GAP', count: 1 }]);
  });
});

it.each<[Partial<Bar>, string]>([
  [{ high: 0 }, 'HIGH_BELOW_LOW'],
  [{ close: NaN }, 'NAN_PRICE'],
  [{ close: 30 }, 'PRICE_OUTSIDE_BAR'],
  [{ volume: -1 }, 'NEGATIVE_VOLUME'],
  [{ time: NaN }, 'BAD_TIME'],
  [{ closeTime: -1 }, 'BAD_CLOSE_TIME'],
])('refuses a bar that cannot be: %o', (more, code) => {
  const live = handler();
  expect(() => live.update(bar(0, 10, more))).toThrow(expect.objectContaining({ code }));
  expect(toBars(live.bars)).toEqual([]);
});
