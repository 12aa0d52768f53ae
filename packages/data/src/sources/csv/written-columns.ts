import type { BarSeries } from '@tidemark/core-market';
import { DataError } from '../../error.ts';

/** How times are written: `iso` as 2024-01-02T09:30:00Z, `ms` as epoch milliseconds. */
export interface BarsTextOptions {
  /** Default `iso`: epoch milliseconds before 1973 can be taken for seconds by who reads them. */
  readonly time?: 'iso' | 'ms' | undefined;
}

/** One column as it is written. */
export interface WrittenColumn {
  readonly name: string;
  readonly isTime: boolean;
  /** The value of bar `i`; '' where there is none. */
  readonly text: (i: number) => string;
}

/** Years that have four digits, as ISO 8601 wants without further agreement. */
const [FIRST_ISO, LAST_ISO] = [-62_167_219_200_000, 253_402_300_799_999];
const DAY_MS = 86_400_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/**
 * The columns of a series as texts: numbers in the fewest digits that give the same bits again, -0 with its sign, NaN as
 * nothing; times all with milliseconds where one has them, else none.
 *
 * @throws DataError BAD_OPTION; of a value UNWRITABLE_VALUE: an infinity, a time that its form cannot say
 */
export function writtenColumns(bars: BarSeries, { time = 'iso' }: BarsTextOptions): readonly WrittenColumn[] {
  if (time !== 'iso' && time !== 'ms') {
    const what = `time is ${JSON.stringify(time)}`;
    throw new DataError('BAD_OPTION', { what, where: 'options.time', fix: 'give iso or ms' });
  }
  const { open, high, low, close, volume, closeTime, extra } = bars;
  const numbers = { open, high, low, close, volume };
  const times = (name: string, column: Float64Array): WrittenColumn => {
    const text = time === 'ms' ? epochText(name, column) : isoText(name, column);
    return { name, isTime: true, text };
  };
  const plain = ([name, column]: readonly [string, Float64Array]): WrittenColumn => {
    return { name, isTime: false, text: numberText(name, column) };
  };
  return [
    times('time', bars.time),
    ...Object.entries(numbers).map(plain),
    ...(closeTime === undefined ? [] : [times('closeTime', closeTime)]),
    ...Object.entries(extra).map(plain),
  ];
}

function numberText(name: string, column: Float64Array): WrittenColumn['text'] {
  return (i) => {
    const value = column[i];
    if (Number.isNaN(value)) return '';
    if (Number.isFinite(value)) return value === 0 && Object.is(value, -0) ? '-0' : String(value);
    throw unwritable(`${value} is no number that a reader takes`, name, i, 'drop the column, or give NaN for it');
  };
}

function epochText(name: string, column: Float64Array): WrittenColumn['text'] {
  return (i) => {
    if (Number.isSafeInteger(column[i])) return String(column[i]);
    throw unwritable(`${column[i]} is no whole millisecond`, name, i, 'round it');
  };
}

/** `Date.toISOString`, several times as fast: most neighbours have one date. */
function isoText(name: string, column: Float64Array): WrittenColumn['text'] {
  const withMs = column.some((time) => time % 1_000 !== 0);
  let dayStart = NaN;
  let date = '';
  return (i) => {
    const time = column[i];
    if (!(time >= dayStart && time < dayStart + DAY_MS)) {
      if (!(time >= FIRST_ISO && time <= LAST_ISO)) {
        throw unwritable(`${time} ms is outside the years 0 to 9999`, name, i, "write { time: 'ms' }");
      }
      dayStart = Math.floor(time / DAY_MS) * DAY_MS;
      date = new Date(dayStart).toISOString().slice(0, 11);
    }
    const inDay = time - dayStart;
    const seconds = Math.floor(inDay / 1_000);
    const clock = `${TWO_DIGITS[Math.floor(seconds / 3_600)]}:${TWO_DIGITS[Math.floor(seconds / 60) % 60]}:${TWO_DIGITS[seconds % 60]}`;
    if (!withMs) return `${date}${clock}Z`;
    const ms = inDay - seconds * 1_000;
    if (!Number.isInteger(ms)) throw unwritable(`${time} is no whole millisecond`, name, i, 'round it');
    return `${date}${clock}.${String(ms).padStart(3, '0')}Z`;
  };
}

function unwritable(what: string, name: string, i: number, fix: string): DataError {
  return new DataError('UNWRITABLE_VALUE', { what, where: `${name} of bar ${i}`, fix });
}
