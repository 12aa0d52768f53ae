import type { ReturnSeries } from '@tidemark/analysis';
import { AccuracyError } from '../../error.ts';
import type { MetricGoldens, SeriesGolden } from './goldens.ts';
import type { ReturnTable } from './price-table.ts';

const DAY = 86_400_000;

/** Returns of an account and of its benchmark on the same dates. */
export interface GoldenSeries {
  readonly dates: readonly string[];
  readonly account: Required<ReturnSeries>;
  readonly benchmark: Required<ReturnSeries>;
}

/** The name of a series without its rate: `EW5|rf=0.02` is of `EW5`. */
export function seriesName(key: string): string {
  return key.split('|')[0] ?? key;
}

/** Builds the series that goldens name, from their definitions and the prices. */
export class SeriesSource {
  readonly #table: ReturnTable;
  readonly #definitions: MetricGoldens['series'];

  constructor(table: ReturnTable, definitions: MetricGoldens['series']) {
    this.#table = table;
    this.#definitions = definitions;
  }

  /**
   * @param benchmark instead of the one in the series' definition
   * @throws AccuracyError SERIES_UNKNOWN, COLUMN_MISSING
   */
  series(name: string, benchmark?: string): GoldenSeries {
    const definition = this.#definitionOf(name);
    if (definition?.members !== undefined) return this.#daily(definition, benchmark ?? definition.benchmark);
    if (name.endsWith('_monthly')) return monthly(this.series(name.slice(0, -'_monthly'.length), benchmark));
    if (this.#table.columns.includes(name)) return this.#daily({ members: [name] }, benchmark ?? name);
    throw new AccuracyError('SERIES_UNKNOWN', {
      what: `nothing says which members ${name} has`,
      fix: 'define it in returns_metrics.json: members, first, last, benchmark',
    });
  }

  #definitionOf(name: string): SeriesGolden | undefined {
    const found = Object.entries(this.#definitions).find(([key]) => seriesName(key) === name);
    return found?.[1];
  }

  #daily(definition: Pick<SeriesGolden, 'members' | 'first' | 'last'>, benchmark: string): GoldenSeries {
    const { dates } = this.#table;
    const { first = dates[0]!, last = dates.at(-1)! } = definition;
    const kept = dates.map((date, i) => [date, i] as const).filter(([date]) => date >= first && date <= last);
    const rows = kept.map(([, row]) => row);
    const mean = (columns: readonly string[]): Float64Array => {
      const members = columns.map((column) => this.#table.returnsOf(column));
      return Float64Array.from(rows, (row) => members.reduce((sum, own) => sum + own[row]!, 0) / members.length);
    };
    return seriesOf(
      kept.map(([date]) => date),
      mean(definition.members!),
      mean(this.#benchmarkMembers(benchmark)),
    );
  }

  /** A benchmark is a column of the prices, or another series. */
  #benchmarkMembers(name: string): readonly string[] {
    return this.#definitionOf(name)?.members ?? [name];
  }
}

/** Values are known when their day has ended. */
function seriesOf(dates: readonly string[], returns: Float64Array, benchmark: Float64Array): GoldenSeries {
  const time = Float64Array.from(dates, (date) => Date.parse(date) + DAY);
  return { dates, account: { returns, time }, benchmark: { returns: benchmark, time } };
}

/** Compounded by calendar month, dated at the month's last day. */
function monthly({ dates, account, benchmark }: GoldenSeries): GoldenSeries {
  const months = [...new Set(dates.map((date) => date.slice(0, 7)))];
  const compounded = (returns: Float64Array): Float64Array =>
    Float64Array.from(
      months,
      (month) =>
        dates.reduce((wealth, date, i) => (date.startsWith(month) ? wealth * (1 + returns[i]!) : wealth), 1) - 1,
    );
  const ends = months.map((month) => {
    const [year = 0, number = 1] = month.split('-').map(Number);
    return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  });
  return seriesOf(ends, compounded(account.returns), compounded(benchmark.returns));
}
