import { closeTimes, type Calendar } from '@tidemark/core-market';
import { checkChoice, checkNames, refuseOption } from '../check-options.ts';
import { minuteOfDay } from './minute-of-day.ts';
import { builtInStage, type SignalStage, type StageRun } from './signal-stage.ts';

/** When the gate is open: the sessions of a calendar, or hours on a clock. */
export type SessionGateOptions = {
  /** Outside: `flat` (default), or `hold` what came out before. */
  readonly outside?: 'flat' | 'hold' | undefined;
} & (
  | { readonly calendar: Calendar; readonly hours?: undefined; readonly timeZone?: undefined }
  | {
      /** From the first up to, not including, the second: `['09:30', '16:00']`; over midnight where it is the later one. */
      readonly hours: readonly [from: string, to: string];
      /** IANA name. Default UTC. */
      readonly timeZone?: string | undefined;
      readonly calendar?: undefined;
    }
);

const where = 'sessionGate';

/**
 * Lets the stance through while a session is open, judged at the close of each bar: that is when the decision is made,
 * and an order would be sent. Outside it is flat, or stays as it was. With hours of 09:30 to 16:00 the bar that closes
 * at 16:00 is outside: what it decides would be filled after the session.
 *
 * @throws StrategyError INVALID_OPTION
 * @example sessionGate({ hours: ['09:30', '15:45'], timeZone: 'America/New_York' }).name // => 'session-gate'
 */
export function sessionGate(options: SessionGateOptions): SignalStage {
  checkNames(where, options, ['calendar', 'hours', 'timeZone', 'outside']);
  const { calendar, hours, timeZone = 'UTC', outside = 'flat' } = options;
  checkChoice(where, 'outside', outside, ['flat', 'hold']);
  const closed = outside === 'flat' ? 0 : NaN;
  let isOpen: (time: number) => boolean;
  let params: object;
  if (calendar !== undefined) {
    if (hours !== undefined) refuseOption(where, 'both calendar and hours are given', 'give one of them');
    if (typeof calendar?.isOpen !== 'function')
      refuseOption(where, 'calendar is no calendar', 'give one, such as xnys');
    isOpen = (time) => calendar.isOpen(time);
    params = { calendar: calendar.name, outside };
  } else {
    isOpen = withinHours(hours, timeZone);
    params = { hours: [...hours], timeZone, outside };
  }
  return builtInStage('session-gate', params, (bars, from): StageRun => {
    const time = closeTimes(bars);
    return { ready: from, update: (stance, i) => (isOpen(time[i]) ? stance : closed) };
  });
}

function withinHours(hours: readonly [string, string] | undefined, timeZone: string): (time: number) => boolean {
  const [from, to] = Array.isArray(hours) && hours.length === 2 ? hours.map(minutesOf) : [NaN, NaN];
  if (!(from >= 0 && to >= 0 && from !== to))
    refuseOption(where, `hours are ${JSON.stringify(hours)}`, "give two times of day, such as ['09:30', '16:00']");
  const clock = minuteOfDay(timeZone, where);
  return (time) => {
    const minute = clock(time);
    return from < to ? minute >= from && minute < to : minute >= from || minute < to;
  };
}

/** Minutes since midnight of `HH:MM`, up to 24:00; NaN for anything else. */
function minutesOf(text: unknown): number {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(String(text)) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes <= 24 * 60 ? minutes : NaN;
}
