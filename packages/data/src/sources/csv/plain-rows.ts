import { civilDay } from '../../calendars/civil-time.ts';
import type { CsvTable } from './csv-table.ts';
import { CLOSE, IGNORED, TIME, type CsvLayout } from './layout.ts';
import { POWERS_OF_TEN } from './number.ts';
import { asciiText, CARRIAGE_RETURN, LINE_FEED, QUOTE } from './text.ts';
import type { TimeReader } from './time-reader.ts';

const DASH = 45;
const PLUS = 43;
const COLON = 58;
const POINT = 46;

/**
 * The fast path: reads rows of plain numbers behind an ISO time or an epoch straight from the bytes, in one pass. It
 * refuses nothing: at the first row that holds anything else it stops, and the careful reader takes that row.
 *
 * @param end the byte after a line feed: every row before it is whole, so no loop needs a bound
 * @returns where it stopped, the start of a row
 */
export function readPlainRows(
  bytes: Uint8Array,
  start: number,
  end: number,
  { table, layout, time, decimal, counts }: PlainRowsContext,
): number {
  const { delimiter, targets, volume } = layout;
  const { clock, countsNaive, unit } = time;
  const [epochFrom, epochTo] = time.epochRange;
  const cut = unit === 'us' ? 3 : unit === 'ns' ? 6 : 0;
  const last = targets.length - 1;
  let { columns, capacity, rows } = table;
  let naive = 0;
  let finer = 0;
  let unknown = 0;
  let dayKey = -1;
  let dayMs = NaN;
  let p = start;
  let rowStart = p;

  reading: for (; p < end; rows++) {
    rowStart = p;
    if (rows === capacity) {
      table.rows = rows;
      table.grow();
      ({ columns, capacity } = table);
    }
    let rowNaive = 0;
    let rowFiner = 0;
    let rowUnknown = 0;
    for (let field = 0; field <= last; field++) {
      const target = targets[field];
      const quoted = bytes[p] === QUOTE;
      if (quoted) p++;
      if (target > TIME) {
        let digit = bytes[p] - 48;
        const negative = digit === DASH - 48;
        if (negative) digit = bytes[++p] - 48;
        const first = p;
        let mantissa = 0;
        while (digit >>> 0 <= 9) {
          mantissa = mantissa * 10 + digit;
          digit = bytes[++p] - 48;
        }
        let digits = p - first;
        let scale = 0;
        if (digit === decimal - 48) {
          const fraction = ++p;
          digit = bytes[p] - 48;
          while (digit >>> 0 <= 9) {
            mantissa = mantissa * 10 + digit;
            digit = bytes[++p] - 48;
          }
          scale = p - fraction;
          digits += scale;
        }
        if (digits === 0) {
          // Only a price must be there; whether the empty field ends here is looked at below.
          if (target <= CLOSE || negative || p !== first) break reading;
          mantissa = NaN;
          if (target === volume) rowUnknown = 1;
        }
        // Below 16 digits mantissa and power of ten are exact, and one division of exact numbers is correctly rounded.
        if (digits < 16) {
          if (scale !== 0) mantissa /= POWERS_OF_TEN[scale];
        } else if (scale !== 0 && decimal === POINT) mantissa = Number(asciiText(bytes, first, p));
        else break reading;
        columns[target][rows] = negative ? -mantissa : mantissa;
      } else if (target === IGNORED) {
        for (let byte = bytes[p]; byte !== delimiter || quoted; byte = bytes[++p]) {
          if (byte === QUOTE && quoted && bytes[p + 1] === QUOTE) p++;
          else if (byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === QUOTE) break;
          else if (byte === 0) break reading;
        }
      } else if (bytes[p + 4] === DASH && bytes[p + 7] === DASH) {
        const y1 = bytes[p] - 48;
        const y2 = bytes[p + 1] - 48;
        const y3 = bytes[p + 2] - 48;
        const y4 = bytes[p + 3] - 48;
        const m1 = bytes[p + 5] - 48;
        const m2 = bytes[p + 6] - 48;
        const d1 = bytes[p + 8] - 48;
        const d2 = bytes[p + 9] - 48;
        const key = (y1 * 1000 + y2 * 100 + y3 * 10 + y4) * 10_000 + (m1 * 10 + m2) * 100 + d1 * 10 + d2;
        // x | x + 6 has a bit above the fourth exactly where x is no digit.
        let wrong = y1 | (y1 + 6) | y2 | (y2 + 6) | y3 | (y3 + 6) | y4 | (y4 + 6);
        wrong |= m1 | (m1 + 6) | m2 | (m2 + 6) | d1 | (d1 + 6) | d2 | (d2 + 6);
        if ((wrong & ~15) !== 0) break reading;
        if (key !== dayKey) {
          dayKey = key;
          dayMs = civilDay(Math.floor(key / 10_000), Math.floor(key / 100) % 100, key % 100);
        }
        let moment = dayMs;
        let zoned = false;
        p += 10;
        if (bytes[p] === 84 || bytes[p] === 32) {
          const h1 = bytes[p + 1] - 48;
          const h2 = bytes[p + 2] - 48;
          const n1 = bytes[p + 4] - 48;
          const n2 = bytes[p + 5] - 48;
          const hour = h1 * 10 + h2;
          wrong = h1 | (h1 + 6) | h2 | (h2 + 6) | n1 | (n1 + 6) | n2 | (n2 + 6);
          if ((wrong & ~15) !== 0 || hour > 23 || n1 > 5 || bytes[p + 3] !== COLON) break reading;
          moment += hour * 3_600_000 + (n1 * 10 + n2) * 60_000;
          p += 6;
          if (bytes[p] === COLON) {
            const s1 = bytes[p + 1] - 48;
            const s2 = bytes[p + 2] - 48;
            if (((s1 | (s1 + 6) | s2 | (s2 + 6)) & ~15) !== 0 || s1 > 5) break reading;
            moment += (s1 * 10 + s2) * 1_000;
            p += 3;
            if (bytes[p] === POINT) {
              const fraction = p + 1;
              let unitMs = 100;
              for (let digit = bytes[++p] - 48; digit >>> 0 <= 9; digit = bytes[++p] - 48, unitMs = (unitMs / 10) | 0) {
                if (unitMs > 0) moment += digit * unitMs;
                else if (digit > 0) rowFiner = 1;
              }
              if (p === fraction || p - fraction > 12) break reading;
            }
          }
          const sign = bytes[p];
          if (sign === 90) {
            zoned = true;
            p++;
          } else if (sign === PLUS || sign === DASH) {
            const a = bytes[p + 1] - 48;
            const b = bytes[p + 2] - 48;
            p += bytes[p + 3] === COLON ? 4 : 3;
            const c = bytes[p] - 48;
            const d = bytes[p + 1] - 48;
            wrong = a | (a + 6) | b | (b + 6) | c | (c + 6) | d | (d + 6);
            if ((wrong & ~15) !== 0 || a * 10 + b > 23 || c > 5) break reading;
            const offset = (a * 10 + b) * 3_600_000 + (c * 10 + d) * 60_000;
            moment += sign === DASH ? offset : -offset;
            zoned = true;
            p += 2;
          } else rowNaive = 1;
        }
        if (!zoned && clock !== undefined) moment = clock.uniqueTime(moment);
        if (moment !== moment) break reading; // a date that does not exist, or a local time that is not one moment
        columns[TIME][rows] = moment;
      } else {
        const first = p;
        while ((bytes[p] - 48) >>> 0 <= 9) p++;
        const split = p - cut;
        let value = 0;
        for (let k = first; k < split; k++) value = value * 10 + (bytes[k] - 48);
        for (let k = split; k < p; k++) if (bytes[k] !== 48) rowFiner = 1;
        const whole = cut === 0 ? value : value * 10 ** cut;
        if (split <= first || split - first > 15 || whole < epochFrom || whole >= epochTo) break reading;
        columns[TIME][rows] = unit === 's' ? value * 1_000 : value;
      }
      if (quoted) {
        if (bytes[p] !== QUOTE) break reading;
        p++;
      }
      if (field < last) {
        if (bytes[p++] !== delimiter) break reading;
      } else {
        if (bytes[p] === CARRIAGE_RETURN) p++;
        if (bytes[p++] !== LINE_FEED) break reading;
      }
    }
    naive += rowNaive;
    finer += rowFiner;
    unknown += rowUnknown;
    rowStart = p;
  }
  table.rows = rows;
  if (countsNaive) time.naive += naive;
  time.finer += finer;
  counts.unknownVolume += unknown;
  return rowStart;
}

export interface PlainRowsContext {
  readonly table: CsvTable;
  readonly layout: Pick<CsvLayout, 'delimiter' | 'targets' | 'volume'>;
  readonly time: TimeReader;
  /** Where empty volumes are counted. */
  readonly counts: { unknownVolume: number };
  /** The byte of the decimal mark. */
  readonly decimal: number;
}
