import { DataError } from '../../error.ts';
import { civilDay, timeOfDay } from '../../calendars/civil-time.ts';

/** Reads a time written in one format; undefined where the text is not. */
export type TimeFormat = (text: string) => { readonly time: number; readonly zoned: boolean } | undefined;

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<millisecond>\\d{3})',
};

/**
 * A reader for times such as `dd/MM/yyyy HH:mm`: yyyy, MM or M, dd or d, HH or H, mm, ss, SSS; all else as written.
 *
 * @throws DataError BAD_TIME_FORMAT
 * @example compileTimeFormat('dd/MM/yyyy')('02/01/2024')?.time === Date.UTC(2024, 0, 2) // => true
 */
export function compileTimeFormat(format: string): TimeFormat {
  const pattern = format.replace(/yyyy|MM?|dd?|HH?|mm|ss|SSS|[^A-Za-z0-9]|[A-Za-z0-9]+/g, (part) => {
    return TOKENS[part] ?? part.replace(/[^A-Za-z0-9 ]/g, '\\$&');
  });
  const expression = compiled(pattern);
  if (expression === undefined || !['year', 'month', 'day'].every((part) => pattern.includes(`<${part}>`))) {
    throw new DataError('BAD_TIME_FORMAT', {
      what: `"${format}" does not name year, month and day once each`,
      where: 'timeFormat',
      fix: 'write it as dd/MM/yyyy HH:mm',
    });
  }
  return (text) => {
    const { year, month, day, hour = 0, minute = 0, second = 0, millisecond = 0 } = expression.exec(text)?.groups ?? {};
    if (year === undefined) return undefined;
    const date = civilDay(Number(year), Number(month), Number(day));
    const inDay = timeOfDay(Number(hour), Number(minute), Number(second), Number(millisecond));
    return { time: date + inDay, zoned: false };
  };
}

/** A named group that occurs twice is a syntax error. */
function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^${pattern}$`);
  } catch {
    return undefined;
  }
}
