const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const MISSING = new Set(['', 'nan', 'null', 'na', 'n/a']);
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?\s?(Z|[+-]\d\d:?\d\d))?$/i;

/**
 * A number as an API writes it.
 *
 * @returns NaN where it is not known (null, undefined, '', NaN, NA, N/A); undefined where it is no number
 * @example
 * figureOf('101.25') // => 101.25
 * figureOf(null) // => NaN
 * figureOf('1O1') // => undefined
 */
export function figureOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.abs(value) === Infinity ? undefined : value;
  if (value === null || value === undefined) return NaN;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (MISSING.has(text.toLowerCase())) return NaN;
  const number = NUMBER.test(text) ? Number(text) : Infinity;
  return Math.abs(number) === Infinity ? undefined : number;
}

/**
 * A time as an API writes it: epoch ms, or ISO 8601. A time of day must say its offset; a date alone is its midnight in
 * UTC. Digits beyond the millisecond are cut off.
 *
 * @returns epoch ms; undefined where it is none
 * @example
 * momentOf('1970-01-01T00:00:01.5Z') // => 1500
 * momentOf('1970-01-01T00:00:01') // => undefined
 */
export function momentOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.abs(value) <= 8.64e15 ? value : undefined;
  const [text, date, clock, seconds = '00', fraction = '', offset = 'Z'] = ISO.exec(String(value).trim()) ?? [];
  if (text === undefined || date === undefined) return undefined;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const time = Date.parse(`${date}T${clock ?? '00:00'}:${seconds}.${milliseconds}${zone}`);
  // Engines read 30 February as 1 March.
  const day = Date.parse(`${date}T00:00:00Z`);
  const isDay = !Number.isNaN(day) && new Date(day).toISOString().slice(0, 10) === date;
  return isDay && !Number.isNaN(time) ? time : undefined;
}
