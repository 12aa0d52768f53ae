import { FeaturesError } from './error.ts';

const QUARTER_HOUR = 900_000;

/**
 * Clocks of a time zone, as epoch ms that read as UTC: what the wall shows. Offsets change on whole quarters of an hour,
 * so one is looked up per quarter.
 *
 * @throws FeaturesError INVALID_OPTION for a zone that is none
 * @example new Date(zoneClock('America/New_York')(Date.UTC(2024, 6, 1, 12))).getUTCHours() // => 8
 */
export function zoneClock(timeZone: string): (time: number) => number {
  if (timeZone === 'UTC') return (time) => time;
  const format = formatOf(timeZone);
  let [quarter, offset] = [NaN, 0];
  return (time) => {
    const now = Math.floor(time / QUARTER_HOUR);
    if (now !== quarter && !Number.isNaN(now)) {
      quarter = now;
      const parts = Object.fromEntries(
        format.formatToParts(now * QUARTER_HOUR).map(({ type, value }) => [type, Number(value)]),
      );
      const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour % 24, parts.minute);
      offset = wall - now * QUARTER_HOUR;
    }
    return time + offset;
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const field = 'numeric';
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: field,
      month: field,
      day: field,
      hour: field,
      minute: field,
    });
  } catch (cause) {
    const what = `${JSON.stringify(timeZone)} is no time zone`;
    throw new FeaturesError('INVALID_OPTION', {
      what,
      where: 'timeZone',
      fix: 'give one such as America/New_York',
      cause,
    });
  }
}
