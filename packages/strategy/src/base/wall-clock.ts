import { StrategyError } from '../error.ts';

const HALF_DAY = 43_200_000;

/** What the clocks of a time zone show. Wall times are epoch ms that read as UTC. */
export interface WallClock {
  /** @param time epoch ms UTC, on a whole minute */
  wallAt(time: number): number;
  /**
   * The first moment at which the clocks show a wall time or a later one: where they are put forward over it, the moment
   * of that; where they are put back over it, the first of the two.
   * @returns epoch ms UTC
   */
  momentOf(wall: number): number;
}

/**
 * @param timeZone IANA name
 * @throws StrategyError INVALID_TIMER for a zone that is none
 * @example
 * const summer = Date.UTC(2024, 6, 1, 15, 45);
 * new Date(wallClock('America/New_York', 'x').momentOf(summer)).getUTCHours() // => 19
 */
export function wallClock(timeZone: string, where: string): WallClock {
  if (timeZone === 'UTC') return { wallAt: (time) => time, momentOf: (wall) => wall };
  const format = formatOf(timeZone, where);
  const wallAt = (time: number): number => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']);
  };
  const offsetAt = (time: number): number => wallAt(time) - time;
  return {
    wallAt,
    momentOf(wall) {
      // No offset is larger than 14 hours, and none changes twice in two days.
      const before = wall - offsetAt(wall - 2 * HALF_DAY);
      const after = wall - offsetAt(wall + 2 * HALF_DAY);
      const first = Math.min(before, after);
      if (before === after || wallAt(first) === wall) return first;
      const second = Math.max(before, after);
      if (wallAt(second) === wall) return second;
      // Put forward over it, between the two: the first minute at which the clocks show more.
      let [low, high] = [first, second];
      while (high - low > 60_000) {
        const middle = low + Math.floor((high - low) / 120_000) * 60_000;
        if (wallAt(middle) < wall) low = middle;
        else high = middle;
      }
      return high;
    },
  };
}

function formatOf(timeZone: string, where: string): Intl.DateTimeFormat {
  const field = 'numeric';
  const date = { year: field, month: field, day: field } as const;
  try {
    const time = { hour: field, minute: field, second: field, hourCycle: 'h23' } as const;
    return new Intl.DateTimeFormat('en-US', { timeZone, ...date, ...time });
  } catch (cause) {
    const what = `${JSON.stringify(timeZone)} is no time zone`;
    throw new StrategyError('INVALID_TIMER', { what, where, fix: "give one such as 'America/New_York'", cause });
  }
}
