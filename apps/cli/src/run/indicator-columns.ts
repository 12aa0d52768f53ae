import { nearestName } from '@tidemark/core-errors';
import type { BarSeries } from '@tidemark/core-market';
import { indicatorNamed, type CatalogueEntry } from '@tidemark/modeling-indicators/catalogue';
import { asUsage, usageError } from '../error.ts';

/** Numbers that change when a period of the UTC calendar begins: what anchors an average. */
const CALENDAR: Readonly<Record<string, (date: Date) => number>> = {
  day: (date) => Math.floor(date.getTime() / 86_400_000),
  week: (date) => Math.floor((date.getTime() / 86_400_000 + 3) / 7), // Mondays
  month: (date) => date.getUTCFullYear() * 12 + date.getUTCMonth(),
  year: (date) => date.getUTCFullYear(),
};

const PRICES = ['open', 'high', 'low', 'close', 'volume'];

/** Which of these columns stand in the file beside those of a bar. */
export function furtherColumns(inputs: readonly string[] = []): string[] {
  return inputs.filter((name) => !PRICES.includes(name) && !(name in CALENDAR));
}

/** Inputs that are not columns of a bar, and what stands for them where nothing is said. */
const USUAL: Readonly<Record<string, string>> = { value: 'close', anchor: 'day' };

/**
 * An indicator over bars: its columns by name, the single one by the indicator's own.
 *
 * @param inputs the columns to take for its inputs, in their order; left out: those of that name
 * @throws CliError UNKNOWN_COLUMN, INPUTS_DIFFER, and what the indicator refuses, exit code 2
 */
export function indicatorColumns(
  { id, inputs: names, outputs }: CatalogueEntry,
  params: readonly number[],
  bars: BarSeries,
  inputs: readonly string[] = names.map((name) => USUAL[name] ?? name),
): Readonly<Record<string, Float64Array>> {
  if (inputs.length !== names.length) {
    const what = `${inputs.join()} for ${names.join()}`;
    throw usageError('INPUTS_DIFFER', { what, where: '--inputs', fix: `give ${names.length} columns` });
  }
  const columns = inputs.map((name) => columnOf(bars, name));
  const compute = indicatorNamed(id) as unknown as (...args: readonly unknown[]) => unknown;
  const answer = asUsage(id, () => compute(...columns, ...params));
  return outputs.length === 0 ? { [id]: answer as Float64Array } : (answer as Readonly<Record<string, Float64Array>>);
}

function columnOf({ time, open, high, low, close, volume, extra }: BarSeries, name: string): Float64Array {
  const columns: Readonly<Record<string, Float64Array>> = { open, high, low, close, volume, ...extra };
  const column = columns[name];
  if (column !== undefined) return column;
  const calendar = CALENDAR[name];
  if (calendar !== undefined) return time.map((at) => calendar(new Date(at)));
  const known = [...Object.keys(columns), ...Object.keys(CALENDAR)];
  const near = nearestName(name, known);
  const fix =
    near === undefined ? `name columns of the file with --inputs: ${known.join(', ')}` : `did you mean ${near}?`;
  throw usageError('UNKNOWN_COLUMN', { what: `the bars have no column ${name}`, where: '--inputs', fix });
}
