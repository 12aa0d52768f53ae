import { calendar, marketCalendar, resampler, zone as timeZone } from '@tidemark/data';
import type { CalendarName, ResamplerOptions, TableOptions } from '@tidemark/data';
import {
  barSeries,
  floorTime,
  inferTimeframe,
  timeframeMs,
  type BarSeries,
  type Timeframe,
} from '@tidemark/core-market';
import type { CaseOutcome } from '../../area.ts';
import { compareTable, guarded } from './compare-table.ts';
import { csvTable, type CsvTable } from './csv-table.ts';
import type { ResampleCase, SessionCase } from './manifest.ts';

const EXACT = ['ts', 'open', 'high', 'low', 'close', 'volume', 'count', 'minutes'];
const DAY = 86_400_000;
const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** The bars of a CSV file with ts and the four prices. */
export function goldenBars(table: CsvTable): BarSeries {
  const [time, open, high, low, close, volume] = ['ts', 'open', 'high', 'low', 'close', 'volume'].map((name) =>
    table.numbers(name),
  );
  const timeframe = inferTimeframe(time) ?? '1d';
  return barSeries({ time, open, high, low, close, volume }, { instrument: 'GOLDEN', timeframe, origin: table.file });
}

export function compareResampling(folder: string, cases: readonly ResampleCase[]): CaseOutcome[] {
  return cases.flatMap((golden) => {
    const name = golden.expected;
    return guarded(name, () => {
      const rule = ruleOf(golden);
      if (rule === undefined) {
        return { name, status: 'skipped', detail: `the rule ${golden.rule} counts from where pandas alone does` };
      }
      const bars = goldenBars(csvTable(folder, golden.input));
      const { time, ...columns } = resampler(rule.timeframe, rule.options).table(bars, rule.table);
      const ts = rule.relabel === undefined ? time : time.map(rule.relabel);
      return compareTable(name, csvTable(folder, name), { ts, ...columns }, EXACT);
    });
  });
}

export function compareSessions(folder: string, cases: readonly SessionCase[]): CaseOutcome[] {
  return cases.flatMap((golden) => {
    const name = golden.expected;
    return guarded(name, () => {
      const bars = goldenBars(csvTable(folder, golden.input));
      const byDay = 'tz' in golden;
      const trading = byDay ? sessionCalendar(golden) : calendar(golden.calendar as CalendarName);
      const timeframe: Timeframe = byDay ? '1d' : `${golden.minutes}m`;
      const options: TableOptions = { empty: 'drop', label: byDay ? 'firstBar' : 'left' };
      const { time: ts, ...columns } = resampler(timeframe, { calendar: trading }).table(bars, options);
      return compareTable(name, csvTable(folder, name), { ts, ...columns }, EXACT);
    });
  });
}

function sessionCalendar({ tz, open, close }: Extract<SessionCase, { tz: string }>): ReturnType<typeof calendar> {
  const [clock = open] = open.split('(');
  const openDay = open.includes('(-1d)') ? -1 : undefined;
  return marketCalendar({ name: tz, timeZone: tz, years: [1990, 2100], hours: [{ open: clock, openDay, close }] });
}

interface Rule {
  readonly timeframe: Timeframe;
  readonly options: ResamplerOptions;
  readonly table: TableOptions;
  /** From our label to pandas', epoch ms. */
  readonly relabel?: (time: number) => number;
}

/** A pandas rule in our words. Multiples of weeks, months, quarters and years count from the first row there. */
function ruleOf({ rule, tz = 'UTC', ...golden }: ResampleCase): Rule | undefined {
  const [, digits = '', unit = '', anchor = ''] = /^(\d*)([A-Za-z]+)(?:-([A-Z]{3}))?$/.exec(rule) ?? [];
  const count = digits === '' ? 1 : Number(digits);
  const ends = ['W', 'ME', 'QE', 'YE'].includes(unit);
  const byRight = ends || golden.origin === 'end' ? 'right' : 'left';
  const { closed = byRight, label = byRight } = golden;
  const intraday = ({ s: 's', min: 'm', h: 'h' } as const)[unit];
  const offsetMs = golden.offset === undefined ? undefined : pandasMs(golden.offset);
  const zone = tz === 'UTC' ? {} : { timeZone: tz };
  if (intraday !== undefined) {
    const wall = golden.mode === 'wall';
    const origin = wall ? undefined : originOf(golden.origin);
    const clock = golden.mode ?? 'elapsed';
    const options = { ...zone, closed, clock, origin, offsetMs };
    const table: TableOptions = wall ? { label: 'firstBar', empty: 'drop' } : { label };
    return { timeframe: `${count}${intraday}`, options, table };
  }
  if (unit === 'D') {
    const options = { ...zone, closed, offsetMs, ...(count > 1 && { origin: originOf(golden.origin) }) };
    const table: TableOptions = golden.mode === 'wall' ? { label: 'firstBar', empty: 'drop' } : { label };
    return { timeframe: `${count}d`, options, table };
  }
  const calendarUnit = ({ W: 'w', ME: 'M', MS: 'M', QE: 'Q', QS: 'Q', YE: 'Y', YS: 'Y' } as const)[unit];
  if (calendarUnit === undefined || count > 1 || (anchor !== '' && unit !== 'W')) return undefined;
  // Weeks and month ends are named by their last day: closed on the right it is whole, on the left it is the first.
  const lastDay = unit === 'W' ? WEEKDAYS.indexOf(anchor || 'SUN') : 6;
  const weekStart = unit === 'W' ? { weekStart: WEEK[(lastDay + 1) % 7] } : {};
  const timeframe: Timeframe = `1${calendarUnit}`;
  if (!ends || closed === 'left') {
    const shift = ends ? { offsetMs: -DAY } : { closed };
    return { timeframe, options: { ...zone, ...weekStart, ...shift }, table: { label } };
  }
  const own = { timeframe, options: { ...zone, ...weekStart } };
  if (label === 'right') return { ...own, table: { label: 'lastDay' } };
  const clock = timeZone(tz);
  return { ...own, table: {}, relabel: (time) => clock.toUtc(floorTime('1d', clock.toLocal(time - 1))) };
}

function originOf(origin: ResampleCase['origin'] = 'start_day'): ResamplerOptions['origin'] {
  return origin === 'start_day' ? 'startDay' : origin;
}

function pandasMs(text: string): number {
  const [, sign = '', count = '', unit = ''] = /^(-?)(\d+)([a-zA-Z]+)$/.exec(text) ?? [];
  const named = ({ s: 's', min: 'm', h: 'h', D: 'd' } as const)[unit];
  if (named === undefined) throw new Error(`the offset ${text} is no count of s, min, h or D`);
  return timeframeMs(`${Number(count)}${named}`) * (sign === '-' ? -1 : 1);
}
