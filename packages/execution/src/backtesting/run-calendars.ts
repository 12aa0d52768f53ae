import { nearestName } from '@tidemark/core-errors';
import type { Calendar } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';

/** One calendar for all instruments, or some by symbol. */
export type CalendarOption = Calendar | Readonly<Record<string, Calendar>>;

/**
 * The calendar of each instrument that has one.
 *
 * @param symbols of the run; none while they are not known: nothing is asked of the names then
 * @throws ExecutionError INVALID_OPTION
 */
export function calendarsOf(
  option: CalendarOption | undefined,
  symbols: readonly string[],
): Readonly<Record<string, Calendar>> | undefined {
  if (option === undefined) return undefined;
  if (isCalendar(option)) return Object.fromEntries(symbols.map((symbol) => [symbol, option]));
  const where = 'backtest, option calendar';
  const given = typeof option === 'object' && option !== null ? Object.entries(option as object) : [];
  const [symbol, faulty] = given.find(([, each]) => !isCalendar(each)) ?? [];
  if (given.length === 0 || symbol !== undefined) {
    const whole = typeof option === 'object' ? 'calendar has none' : `calendar is ${shown(option)}`;
    const what = symbol === undefined ? whole : `calendar of ${symbol} is ${shown(faulty)}`;
    const fix = "give one, such as calendar('XNYS') of @tidemark/data, or some by symbol: { AAPL: calendar('XNYS') }";
    throw new ExecutionError('INVALID_OPTION', { what, where, fix });
  }
  for (const [name] of given) {
    if (symbols.length === 0 || symbols.includes(name)) continue;
    const near = nearestName(name, symbols);
    const fix = near === undefined ? `the instruments are ${symbols.join(', ')}` : `did you mean ${near}?`;
    throw new ExecutionError('INVALID_OPTION', { what: `there are no bars of ${name}`, where, fix });
  }
  return option as Readonly<Record<string, Calendar>>;
}

/** What a manifest says of calendars: one name where all instruments have it, else names by symbol. */
export function calendarNames(
  calendars: Readonly<Record<string, Calendar>>,
  symbols: readonly string[],
): string | Readonly<Record<string, string>> {
  const [first] = symbols;
  const isOne = symbols.every((symbol) => calendars[symbol]?.name === calendars[first]?.name);
  if (isOne && calendars[first] !== undefined) return calendars[first].name;
  return Object.fromEntries(Object.entries(calendars).map(([symbol, { name }]) => [symbol, name]));
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function isCalendar(value: unknown): value is Calendar {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'sessions') === 'function';
}
