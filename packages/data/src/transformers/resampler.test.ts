import { barsOf, barSeries, closeTimes, resampleBars, sliceBars, toBars } from '@tidemark/core-market';
import type { Bar, BarSeries, Calendar, Session, Timeframe } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resampler, type ResamplerOptions } from './resampler.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Minute bars at the given minutes; bar i opens at i and closes at i + 1. */
function minutes(at: readonly number[], start = 0): BarSeries {
  const bars = at.map((minute, i): Bar => {
    return { time: start + minute * MINUTE, open: i, high: i + 2, low: i - 1, close: i + 1, volume: 1 };
  });
  return barsOf(bars, { instrument: 'ES', timeframe: '1m' });
}
const range = (count: number, step = 1): number[] => Array.from({ length: count }, (_, i) => i * step);

/** Trades every day from 09:30 to 16:00 UTC with a pause at noon. */
const daily: Calendar = {
  name: 'DAILY',
  timeZone: 'UTC',
  sessions(from, to) {
    const found: Session[] = [];
    for (let day = Math.floor(from / (24 * HOUR)) * 24 * HOUR; day < to; day += 24 * HOUR) {
      const at = (hours: number): number => day + hours * HOUR;
      const session = { open: at(9.5), close: at(16), breakStart: at(12), breakEnd: at(13) };
      if (session.close > from) found.push({ date: new Date(day).toISOString().slice(0, 10), ...session });
    }
    return found;
  },
  isOpen: () => true,
};

describe('resampler', () => {
  it('is resampleBars where nothing else is asked for', () => {
    const bars = minutes(range(200, 3));
    expect(resampler('1h').apply(bars)).toEqual(resampleBars(bars, '1h'));
  });

  it('lets bins own their right edge, and shows a bar only after its last one has closed', () => {
    const bars = minutes(range(130));
    const hours = resampler('1h', { closed: 'right', partial: 'keep' }).apply(bars);
    expect([...hours.volume]).toEqual([1, 60, 60, 9]);
    expect([...closeTimes(hours)]).toEqual([MINUTE, HOUR + MINUTE, 2 * HOUR + MINUTE, 3 * HOUR]);
    expect(() => barSeries(hours, hours)).not.toThrow();
  });

  it('counts from the first bar, midnight of its day, or a moment', () => {
    const bars = minutes(range(200), Date.UTC(2024, 0, 9, 10, 7));
    const opens = (options: ResamplerOptions): string =>
      new Date(resampler('45m', options).apply(bars).time[0]).toISOString().slice(11, 16);
    expect(opens({ origin: 'start' })).toBe('10:07');
    expect(opens({ origin: 'startDay' })).toBe('09:45');
    expect(opens({ origin: Date.UTC(2024, 0, 9, 10, 5) })).toBe('10:05');
    expect(opens({ origin: 'startDay', offsetMs: 10 * MINUTE })).toBe('09:55');
  });

  it('says that counting from the last bar looks ahead', () => {
    expect([resampler('1h').causal, resampler('1h', { origin: 'end' }).causal]).toEqual([true, false]);
  });

  it('fills bins without bars with the close before, if asked to', () => {
    const bars = minutes([0, 1, 185, 186]);
    expect([...resampler('1h', { partial: 'keep' }).apply(bars).time]).toEqual([0, 3 * HOUR]);
    const filled = resampler('1h', { partial: 'keep', empty: 'ffill' }).apply(bars);
    expect(toBars(filled)[1]).toEqual({
      time: HOUR,
      open: 2,
      high: 2,
      low: 2,
      close: 2,
      volume: 0,
      closeTime: 2 * HOUR,
    });
    expect([...filled.time]).toEqual([0, HOUR, 2 * HOUR, 3 * HOUR]);
    expect(() => barSeries(filled, filled)).not.toThrow();
  });

  it('makes nothing of nothing', () => {
    expect(resampler('1h', { empty: 'ffill', timeZone: 'Asia/Tokyo' }).apply(minutes([])).length).toBe(0);
    expect(resampler('1h').table(minutes([])).length).toBe(0);
  });

  it.each<[Timeframe, ResamplerOptions, string]>([
    ['1h', { calendar: daily, timeZone: 'UTC' }, 'OPTIONS_CONFLICT'],
    ['1h', { clock: 'wall', origin: 'start' }, 'OPTIONS_CONFLICT'],
    ['1h', { weekStart: 'sunday' }, 'OPTIONS_CONFLICT'],
    ['2d', { calendar: daily }, 'UNSUPPORTED_TIMEFRAME'],
    ['1h', { timeZone: 'America/New_Yorck' }, 'UNKNOWN_TIME_ZONE'],
    ['1h', { offsetMs: NaN }, 'NOT_A_DURATION'],
    ['1x' as Timeframe, {}, 'INVALID_TIMEFRAME'],
  ])('refuses %s with %o', (timeframe, options, code) => {
    expect(() => resampler(timeframe, options)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses bars that are not finer', () => {
    expect(() => resampler('1m').apply(minutes([0, 1]))).toThrow(expect.objectContaining({ code: 'NOT_COARSER' }));
  });
});

describe('in a time zone', () => {
  const spring = minutes(range(48 * 60), Date.UTC(2024, 2, 9, 5)); // from midnight in New York, clocks change on the 10th
  const fall = minutes(range(48 * 60), Date.UTC(2024, 10, 2, 4));
  const hoursOf = (bars: BarSeries): number[] => [...bars.time].map((t, i) => (closeTimes(bars)[i] - t) / HOUR);
  const zone = { timeZone: 'America/New_York' } as const;

  it('follows the wall clock: a bin of four hours lasts three or five when clocks change', () => {
    expect(hoursOf(resampler('4h', zone).apply(spring)).slice(5, 8)).toEqual([4, 3, 4]);
    expect(hoursOf(resampler('4h', zone).apply(fall)).slice(5, 8)).toEqual([4, 5, 4]);
  });

  it('or counts elapsed time from the first midnight', () => {
    const hours = hoursOf(resampler('4h', { ...zone, clock: 'elapsed', origin: 'startDay' }).apply(fall));
    expect(new Set(hours)).toEqual(new Set([4]));
  });

  it('has days of 23 and 25 hours', () => {
    expect(hoursOf(resampler('1d', zone).apply(spring))).toEqual([24, 23]);
    expect(hoursOf(resampler('1d', { ...zone, partial: 'keep' }).apply(fall))).toEqual([24, 25]);
  });

  it('gives the repeated hour bins of its own where they are shorter than an hour', () => {
    expect(new Set(hoursOf(resampler('30m', zone).apply(fall)))).toEqual(new Set([0.5]));
    expect(Math.max(...hoursOf(resampler('1h', zone).apply(fall)))).toBe(2);
  });

  it('begins weeks on the day that is asked for', () => {
    const days = resampler('1d').apply(minutes(range(2_000, 15)));
    const weeks = resampler('1w', { weekStart: 'sunday' }).apply(days);
    expect(new Set([...weeks.time].map((time) => new Date(time).getUTCDay()))).toEqual(new Set([0]));
  });
});

describe('by sessions', () => {
  const day = Date.UTC(2024, 0, 2);
  const bars = minutes(range(3 * 24 * 60), day);

  it('starts at the open, is cut off by the break and the close, and leaves out what lies outside', () => {
    const table = resampler('1h', { calendar: daily }).table(bars, { empty: 'drop' });
    expect([...table.minutes].slice(0, 6)).toEqual([60, 60, 30, 60, 60, 60]);
    expect([...table.count]).toEqual([...table.minutes]);
    expect(table.session?.[0]).toBe('2024-01-02');
    expect(table.time[3]).toBe(day + 13 * HOUR);
  });

  it('makes a day of a session and a week of the sessions dated in it', () => {
    const days = resampler('1d', { calendar: daily }).apply(bars);
    expect([days.time[0], closeTimes(days)[0], days.length]).toEqual([day + 9.5 * HOUR, day + 16 * HOUR, 3]);
    const [week] = toBars(resampler('1w', { calendar: daily, partial: 'keep' }).apply(bars));
    expect([week.volume, week.closeTime]).toEqual([3 * 330, Date.UTC(2024, 0, 7, 16)]); // the pause at noon is no session
  });
});

it('takes daily bars that are stamped with their date to weeks of sessions', () => {
  const dated = [1, 2, 3, 4, 5, 8, 9].map((date): Bar => ({
    ...toBars(minutes([0]))[0],
    time: Date.UTC(2024, 0, date),
  }));
  const days = barsOf(dated, { instrument: 'ES', timeframe: '1d' });
  const weeks = resampler('1w', { calendar: daily, partial: 'keep' }).apply(days);
  expect([...weeks.volume]).toEqual([5, 2]);
  expect([...closeTimes(weeks)]).toEqual([Date.UTC(2024, 0, 7, 16), Date.UTC(2024, 0, 14, 16)]);
});

describe('the table', () => {
  const bars = minutes([0, 61, 62, 200]);

  it('keeps empty bins as NaN, fills or drops them', () => {
    const count = (empty: 'keep' | 'ffill' | 'drop'): number[][] => {
      const table = resampler('1h').table(bars, { empty });
      return [[...table.close], [...table.count]];
    };
    expect(count('keep')).toEqual([
      [1, 3, NaN, 4],
      [1, 2, 0, 1],
    ]);
    expect(count('ffill')).toEqual([
      [1, 3, 3, 4],
      [1, 2, 0, 1],
    ]);
    expect(count('drop')).toEqual([
      [1, 3, 4],
      [1, 2, 1],
    ]);
  });

  it('names bins by either edge, their last day or their first bar', () => {
    const label = (name: 'left' | 'right' | 'lastDay' | 'firstBar'): number =>
      resampler('1h').table(bars, { label: name, empty: 'drop' }).time[1];
    expect([label('left'), label('right'), label('lastDay'), label('firstBar')]).toEqual([
      HOUR,
      2 * HOUR,
      0,
      61 * MINUTE,
    ]);
  });
});

const gaps = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 80 });
const zones = fc.constantFrom(undefined, 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns');
const starts = fc.constantFrom(
  Date.UTC(2024, 2, 9, 5),
  Date.UTC(2024, 9, 5),
  Date.UTC(2024, 10, 2, 12),
  Date.UTC(1999, 9, 30),
);

function gapped(distances: readonly number[], start: number): BarSeries {
  let at = 0;
  return minutes(
    distances.map((gap) => (at += gap)),
    start,
  );
}

it('gives the same in two steps as in one, for nested frames', () => {
  const frames = fc.constantFrom<[Timeframe, Timeframe]>(
    ['5m', '15m'],
    ['15m', '1h'],
    ['1h', '4h'],
    ['1h', '1d'],
    ['1d', '1M'],
  );
  const empty = fc.constantFrom('drop' as const, 'ffill' as const);
  fc.assert(
    fc.property(gaps, starts, zones, frames, empty, (distances, start, timeZone, [a, b], fill) => {
      const options = { timeZone, partial: 'keep', empty: fill } as const;
      const bars = gapped(distances, start);
      const once = resampler(b, options).apply(bars);
      const twice = resampler(b, options).apply(resampler(a, options).apply(bars));
      expect(toBars(twice)).toEqual(toBars(once));
    }),
  );
});

it('gives the same in two steps as in one, by sessions', () => {
  fc.assert(
    fc.property(gaps, (distances) => {
      const options = { calendar: daily, partial: 'keep' } as const;
      const bars = gapped(distances, Date.UTC(2024, 0, 2, 8));
      const twice = resampler('1h', options).apply(resampler('15m', options).apply(bars));
      expect(toBars(twice)).toEqual(toBars(resampler('1h', options).apply(bars)));
    }),
  );
});

it('changes no bar of the past by sessions either, and fills none across a night', () => {
  const frames = fc.constantFrom<Timeframe>('7m', '1h', '1d', '1w', '1M');
  const empty = fc.constantFrom('drop' as const, 'ffill' as const);
  fc.assert(
    fc.property(gaps, frames, empty, fc.nat(80), (distances, frame, fill, cut) => {
      const bars = gapped(distances, Date.UTC(2024, 0, 2, 8));
      const transformer = resampler(frame, { calendar: daily, empty: fill });
      const all = transformer.apply(bars);
      expect(() => barSeries(all, all)).not.toThrow();
      const before = transformer.apply(sliceBars(bars, 0, cut));
      expect(toBars(before)).toEqual(toBars(sliceBars(all, 0, before.length)));
      const hours = [...all.time].map((time) => (time % (24 * HOUR)) / HOUR);
      expect(hours.every((hour) => hour >= 9.5 && hour < 16 && !(hour >= 12 && hour < 13))).toBe(true);
    }),
  );
});

it('gives valid bars that hold what their bins held, and no bar of the past changes when more come', () => {
  const frames = fc.constantFrom<Timeframe>('7m', '30m', '45m', '1h', '4h', '1d', '1w', '1M');
  const closed = fc.constantFrom('left' as const, 'right' as const);
  const empty = fc.constantFrom('drop' as const, 'ffill' as const);
  fc.assert(
    fc.property(
      gaps,
      starts,
      zones,
      frames,
      closed,
      empty,
      fc.nat(80),
      (distances, start, timeZone, frame, edge, fill, cut) => {
        const bars = gapped(distances, start);
        const transformer = resampler(frame, { timeZone, closed: edge, empty: fill });
        const all = transformer.apply(bars);
        expect(() => barSeries(all, all)).not.toThrow();
        const before = transformer.apply(sliceBars(bars, 0, cut));
        expect(toBars(before)).toEqual(toBars(sliceBars(all, 0, before.length)));
        const known = cut === 0 || bars.length === 0 ? -Infinity : closeTimes(bars)[Math.min(cut, bars.length) - 1];
        for (const time of closeTimes(before)) expect(time).toBeLessThanOrEqual(known);
      },
    ),
  );
});
