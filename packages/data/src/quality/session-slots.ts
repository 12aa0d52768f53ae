import type { Calendar } from '@tidemark/core-market';

/** No session is on: the bar leaked in from outside of them. */
export const OUTSIDE = -1;

/** Stretches of trading without a pause, and what is counted in them. */
interface Stretches {
  readonly opens: Float64Array;
  readonly closes: Float64Array;
}

/**
 * The number of each bar among all bars of a length that the sessions have room for. Bars begin where trading does
 * (09:30, 10:30, …) or on the clock (09:00, 10:00, …), whichever fits more of them; one on the clock may begin before
 * trading does.
 *
 * @param time opens, epoch ms, ascending
 * @param step length of a bar, ms
 * @returns shape [n]; OUTSIDE for bars outside of sessions
 * @throws DataError CALENDAR_RANGE
 */
export function sessionSlots(time: Float64Array, step: number, calendar: Calendar): Float64Array {
  const stretches = stretchesOf(calendar, time[0], time[time.length - 1] + step);
  const fitting = placed(time, step, stretches, false);
  const onClock = placed(time, step, stretches, true);
  return onClock.begin > fitting.begin ? onClock.places : fitting.places;
}

function placed(
  time: Float64Array,
  step: number,
  { opens, closes }: Stretches,
  onClock: boolean,
): { readonly places: Float64Array; readonly begin: number } {
  const places = new Float64Array(time.length);
  // Where the slots of a stretch begin, and how many there were before it.
  const starts = onClock ? opens.map((open) => Math.floor(open / step) * step) : opens;
  const before = new Float64Array(opens.length);
  for (let s = 1; s < opens.length; s++) {
    const slots = Math.ceil((closes[s - 1] - starts[s - 1]) / step);
    // On the clock, a bar may hold the end of one stretch and the start of the next.
    const shared = onClock && starts[s] < starts[s - 1] + slots * step ? 1 : 0;
    before[s] = before[s - 1] + slots - shared;
  }
  let begin = 0;
  let s = 0;
  for (let i = 0; i < time.length; i++) {
    const t = time[i];
    while (s < opens.length && closes[s] <= t) s++;
    const within = s < opens.length && t >= starts[s];
    places[i] = within ? before[s] + Math.floor((t - starts[s]) / step) : OUTSIDE;
    if (within && (t - starts[s]) % step === 0) begin++;
  }
  return { places, begin };
}

/** Sessions without their breaks, joined where one opens as the other closes. */
function stretchesOf(calendar: Calendar, from: number, to: number): Stretches {
  const opens: number[] = [];
  const closes: number[] = [];
  const add = (open: number, close: number): void => {
    if (closes.at(-1) === open) closes[closes.length - 1] = close;
    else {
      opens.push(open);
      closes.push(close);
    }
  };
  for (const { open, close, breakStart, breakEnd } of calendar.sessions(from, to)) {
    if (breakStart === undefined || breakEnd === undefined) add(open, close);
    else {
      add(open, breakStart);
      add(breakEnd, close);
    }
  }
  return { opens: Float64Array.from(opens), closes: Float64Array.from(closes) };
}
