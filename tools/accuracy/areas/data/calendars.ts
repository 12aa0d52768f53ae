import type { Session } from '@tidemark/core-market';
import { calendar, marketRules, type CalendarName } from '@tidemark/data';
import type { CaseOutcome } from '../../area.ts';
import { csvTable } from './csv-table.ts';

const NUMBERS = ['open', 'break_start', 'break_end', 'close'] as const;
const DAY = 86_400_000;

interface GoldenSession {
  readonly date: string;
  /** As in NUMBERS; NaN where empty. */
  readonly times: readonly number[];
}

/**
 * Every session of every calendar in a file: those between its first and its last, no more and no fewer. Where a file
 * leaves out weeks, such as between two years that it takes from many, each stretch counts by itself.
 */
export function compareCalendars(folder: string, file: string): CaseOutcome[] {
  const table = csvTable(folder, file);
  const [names, dates] = [table.texts('calendar'), table.texts('session')];
  const columns = NUMBERS.map((name) => table.numbers(name));
  const byName = new Map<string, GoldenSession[]>();
  for (let row = 0; row < table.length; row++) {
    const session = { date: dates[row] ?? '', times: columns.map((column) => column[row]) };
    byName.set(names[row] ?? '', [...(byName.get(names[row] ?? '') ?? []), session]);
  }
  return [...byName].flatMap(([name, sessions]) => compareSessions(name, sessions));
}

function compareSessions(market: string, golden: readonly GoldenSession[]): CaseOutcome[] {
  const name = `calendar ${market}`;
  if (!Object.hasOwn(marketRules, market))
    return [{ name, status: 'skipped', detail: 'there is no such calendar yet' }];
  const [first, last] = marketRules[market as CalendarName].years;
  const known = golden.filter(({ date }) => Number(date.slice(0, 4)) >= first && Number(date.slice(0, 4)) <= last);
  const outcomes: CaseOutcome[] = [];
  if (known.length < golden.length) {
    const detail = `${golden.length - known.length} sessions outside of the years from ${first} to ${last}`;
    outcomes.push({ name: `${name}, other years`, status: 'skipped', detail });
  }
  if (known.length === 0) return outcomes;
  const differences = differencesOf(market as CalendarName, known);
  const [example] = differences;
  const detail =
    example === undefined ? `${known.length} sessions` : `${differences.length} of ${known.length}: ${example}`;
  return [...outcomes, { name, status: example === undefined ? 'passed' : 'failed', tolerance: 'exact', detail }];
}

function differencesOf(market: CalendarName, golden: readonly GoldenSession[]): string[] {
  return stretchesOf(golden).flatMap((stretch) => {
    const [first, last] = [stretch[0], stretch[stretch.length - 1]];
    const ours = ownSessions(market, first.date, last.date);
    const differences: string[] = [];
    for (const { date, times } of stretch) {
      const own = ours.get(date);
      ours.delete(date);
      if (own === undefined) differences.push(`${date} has no session of ours`);
      else if (!times.every((time, i) => Object.is(time, own[i]))) {
        differences.push(`${date} is ${own.join(' ')}, expected ${times.join(' ')}`);
      }
    }
    return [...differences, ...[...ours.keys()].map((date) => `${date} should have no session`)];
  });
}

/** No market of these rests for so long. */
const LONG_PAUSE = 21 * DAY;

/** Sessions by date, divided where weeks are left out. */
function stretchesOf(golden: readonly GoldenSession[]): GoldenSession[][] {
  const stretches: GoldenSession[][] = [];
  let before = -Infinity;
  for (const session of golden.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const day = Date.parse(session.date);
    if (day - before > LONG_PAUSE) stretches.push([]);
    stretches[stretches.length - 1].push(session);
    before = day;
  }
  return stretches;
}

/** Times of our sessions by date, as in NUMBERS. */
function ownSessions(market: CalendarName, first: string, last: string): Map<string, readonly number[]> {
  const [least, most] = marketRules[market].years;
  const from = Math.max(Date.parse(first) - 2 * DAY, Date.UTC(least, 0));
  const to = Math.min(Date.parse(last) + 2 * DAY, Date.UTC(most + 1, 0));
  const numbers = ({ open, breakStart = NaN, breakEnd = NaN, close }: Session): number[] => [
    open,
    breakStart,
    breakEnd,
    close,
  ];
  const within = calendar(market)
    .sessions(from, to)
    .filter(({ date }) => date >= first && date <= last);
  return new Map(within.map((session) => [session.date, numbers(session)]));
}
