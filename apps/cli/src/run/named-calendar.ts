import type { Calendar } from '@tidemark/core-market';
import { calendar, type CalendarName } from '@tidemark/data';
import { asUsage } from '../error.ts';

/** The calendar that `--calendar` names. @throws CliError UNKNOWN_CALENDAR, exit code 2 */
export function namedCalendar(name: string | undefined): Calendar | undefined {
  // The name is what was typed: `calendar` refuses one that is none, and says which there are.
  return name === undefined ? undefined : asUsage('--calendar', () => calendar(name as CalendarName));
}
