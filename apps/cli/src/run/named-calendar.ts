import type { Calendar } from '@tidemark/core-market';
import { calendar, type CalendarName } from '@tidemark/data';
import { asUsage } from '../error.ts';

/** The calendar that `--calendar` names. @throws CliError UNKNOWN_CALENDAR, exit code 2 */
export function namedCalendar(name: string | undefined): Calendar | undefined {
  // The name is what was typed: `calendar` refuses one that is none, and says which there are.
  return name === undefined ? undefined : asUsage('--calendar', () => calendar(name as CalendarName));
}

/**
 * The calendar, or those by symbol, that the manifest of a run names; undefined where it names none.
 *
 * @throws DataError UNKNOWN_CALENDAR for one that is not known by name
 */
export function recordedCalendar(setting: unknown): Calendar | Readonly<Record<string, Calendar>> | undefined {
  if (typeof setting === 'string') return calendar(setting as CalendarName);
  if (typeof setting !== 'object' || setting === null) return undefined;
  return Object.fromEntries(Object.entries(setting).map(([symbol, name]) => [symbol, calendar(name as CalendarName)]));
}
