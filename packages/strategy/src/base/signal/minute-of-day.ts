import { refuseOption } from '../check-options.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const QUARTER_HOUR = 15 * MINUTE;

/**
 * Minutes since midnight on the clocks of a zone, with fractions.
 *
 * @param timeZone IANA name
 * @returns of a moment, epoch ms
 * @throws StrategyError INVALID_OPTION for a zone that is none
 * @example minuteOfDay('America/New_York', 'gate')(Date.UTC(2024, 6, 1, 13, 30)) // => 570
 */
export function minuteOfDay(timeZone: string, where: string): (time: number) => number {
  const format = formatOf(timeZone, where);
  let quarter = NaN;
  let offset = 0;
  return (time) => {
    const now = Math.floor(time / QUARTER_HOUR); // clocks change on whole quarters of an hour
    if (now !== quarter) {
      quarter = now;
      let [hour, minute] = [0, 0];
      for (const { type, value } of format.formatToParts(now * QUARTER_HOUR)) {
        if (type === 'hour') hour = Number(value) % 24;
        else if (type === 'minute') minute = Number(value);
      }
      offset = (hour * 60 + minute) * MINUTE - now * QUARTER_HOUR;
    }
    const local = time + offset;
    return (local - Math.floor(local / DAY) * DAY) / MINUTE;
  };
}

function formatOf(timeZone: string, where: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', hour: 'numeric', minute: 'numeric' });
  } catch {
    return refuseOption(where, `${JSON.stringify(timeZone)} is no time zone`, 'give one such as America/New_York');
  }
}
