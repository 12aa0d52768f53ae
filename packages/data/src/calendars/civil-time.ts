const DAY_MS = 86_400_000;

/**
 * Midnight UTC of a date of the Gregorian calendar.
 *
 * @returns epoch ms, NaN for a date that does not exist
 * @example civilDay(2024, 2, 29) === Date.UTC(2024, 1, 29) // => true
 */
export function civilDay(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NaN;
  // Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March, so the leap day is the last.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY_MS;
}

/** Milliseconds after midnight; NaN for a time of day that does not exist. */
export function timeOfDay(hour: number, minute: number, second = 0, millisecond = 0): number {
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  return hour * 3_600_000 + minute * 60_000 + second * 1_000 + millisecond;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
