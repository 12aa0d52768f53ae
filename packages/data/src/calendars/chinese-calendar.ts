import { newMoon, newMoonNear } from './moon.ts';
import { solarLongitude, solarTerm } from './sun.ts';

const DAY_MS = 86_400_000;
/** The calendar is reckoned in China's time, UTC+8. */
const CHINA_MS = 8 * 3_600_000;

/** Midnight UTC of the date that China's clocks show. */
const chinaDay = (time: number): number => Math.floor((time + CHINA_MS) / DAY_MS) * DAY_MS;

/**
 * A date of the Chinese calendar in Gregorian terms: months begin on the day of a new moon, the eleventh holds the
 * winter solstice, and a year of thirteen months repeats the first of them in which the sun enters no new sign.
 *
 * @param year the Gregorian year in which the Chinese one begins, 1990 to 2100
 * @param month 1 to 10, never the repeated one
 * @returns midnight UTC of the date, epoch ms
 * @see Aslaksen, The Mathematics of the Chinese Calendar (2010)
 * @example chineseDate(2024, 1, 1) === Date.UTC(2024, 1, 10) // => true
 */
export function chineseDate(year: number, month: number, day: number): number {
  const starts = monthsOf(year);
  const repeated = starts.length === 14 ? firstWithoutSign(starts) : Infinity;
  const index = month + 1;
  return starts[index >= repeated ? index + 1 : index] + (day - 1) * DAY_MS;
}

/** The day of Qingming, when the sun is at 15 degrees. */
export function qingming(year: number): number {
  return chinaDay(solarTerm(year, 15));
}

const months = /* @__PURE__ */ new Map<number, readonly number[]>();

/** First days of the months from the eleventh of the year before to the eleventh of this one. */
function monthsOf(year: number): readonly number[] {
  const known = months.get(year);
  if (known !== undefined) return known;
  const [first, last] = [solsticeMoon(year - 1), solsticeMoon(year)];
  const starts = Array.from({ length: last - first + 1 }, (_, i) => chinaDay(newMoon(first + i)));
  months.set(year, starts);
  return starts;
}

/** The last new moon on or before the day of the winter solstice. */
function solsticeMoon(year: number): number {
  const solstice = chinaDay(solarTerm(year, 270));
  let k = newMoonNear(solstice) + 1;
  while (chinaDay(newMoon(k)) > solstice) k--;
  return k;
}

function firstWithoutSign(starts: readonly number[]): number {
  const sign = (day: number): number => Math.floor(solarLongitude(day - CHINA_MS) / 30);
  return starts.findIndex((start, i) => i > 0 && i + 1 < starts.length && sign(start) === sign(starts[i + 1]));
}
