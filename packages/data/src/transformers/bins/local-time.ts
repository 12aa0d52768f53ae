import { zone } from '../../calendars/time-zone.ts';

/** Between moments and what the wall clock of a zone shows, which is written as epoch ms as if it were UTC. */
export interface LocalTime {
  toLocal(time: number): number;
  /**
   * The first moment at which the wall clock shows `local` or has passed it: the earlier of two, and the moment at
   * which the clock jumps where it skips that time.
   */
  toUtc(local: number): number;
}

/**
 * The wall clock of an IANA zone, as bins need it: every local time has one moment.
 *
 * @throws DataError UNKNOWN_TIME_ZONE
 * @example localTime('America/New_York').toLocal(Date.UTC(2024, 6, 1, 12)) === Date.UTC(2024, 6, 1, 8) // => true
 */
export function localTime(name: string): LocalTime {
  const clocks = zone(name);
  return {
    toLocal: (time) => clocks.toLocal(time),
    toUtc(local) {
      const time = clocks.uniqueTime(local);
      if (time === time) return time;
      const moment = clocks.momentOf(local);
      if (moment.kind === 'unique') return moment.time;
      if (moment.kind === 'ambiguous') return moment.earlier;
      return clocks.changes(moment.earlier, moment.later + 1)[0] ?? moment.later;
    },
  };
}
