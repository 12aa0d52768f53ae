import { csvColumns, type CsvColumns } from '../csv/parse-csv.ts';
import { utf8Of } from '../csv/text.ts';
import { checkedJsonLinesOptions, type JsonLinesOptions } from './json-lines-options.ts';
import { JsonLinesReader } from './json-lines-reader.ts';

/**
 * JSON lines of bars as columns: an object a line, or an array a line with the order in `header` or in a first line of
 * names. Names, times, strings with numbers, order, duplicates and impossible bars are as `parseCsv` has them; null, and
 * a price that a line does not name, is a missing value. Numbers have the bits of `Number(text)`. A line that is no JSON
 * is refused; names that mean no column are counted as COLUMNS_IGNORED.
 *
 * The first line must name the time, the four prices and the `extra` columns; a volume may come later.
 *
 * @param json the text, or its bytes in UTF-8, or in UTF-16 with a byte order mark
 * @throws DataError BAD_OPTION, UNKNOWN_TIME_ZONE, BAD_TIME_FORMAT; of the text EMPTY_FILE, MISSING_HEADER,
 *   MISSING_COLUMN, COMPRESSED; of a line BAD_JSON, FIELD_COUNT, DUPLICATE_COLUMN, NUL_BYTE, LINE_TOO_LONG; of a value
 *   BAD_NUMBER, MISSING_VALUE, INVALID_UTF8, BAD_TIMESTAMP, MIXED_TIMESTAMP_UNITS, AMBIGUOUS_LOCAL_TIME,
 *   NONEXISTENT_LOCAL_TIME; of a bar those of `arrangeRows`. Each carries `line`, and `column` where one is concerned.
 * @example
 * const line = '{"t":1704810600000,"o":10,"h":12,"l":9,"c":11,"v":5}';
 * parseJsonLines(line, { columns: { time: 't' } }).close // => [11]
 * parseJsonLines('["2024-01-02",10,12,9,11]', { header: ['time', 'open', 'high', 'low', 'close'] }).high // => [12]
 */
export function parseJsonLines(json: Uint8Array | string, options: JsonLinesOptions = {}): CsvColumns {
  const checked = checkedJsonLinesOptions(options);
  const bytes = typeof json === 'string' ? utf8Of(json) : json;
  const reader = new JsonLinesReader(checked, bytes.length);
  reader.push(bytes, true);
  return csvColumns(reader, { origin: 'json lines', ...checked });
}
