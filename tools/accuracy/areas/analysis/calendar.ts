import { annualReturns, monthlyReturns, weekdayMeans } from '@tidemark/analysis';
import type { CaseOutcome } from '../../area.ts';
import { attempt } from '../../attempt.ts';
import { Comparison } from '../../comparison.ts';
import type { CalendarGoldens } from './goldens.ts';
import type { SeriesSource } from './series.ts';

/** Every series of calendar_tables.json. */
export function compareCalendars({ series }: CalendarGoldens, source: SeriesSource): CaseOutcome[] {
  return Object.entries(series).flatMap(([name, golden]) =>
    attempt(`calendar ${name}`, () => compareSeries(name, golden, source)),
  );
}

function compareSeries(name: string, golden: CalendarGoldens['series'][string], source: SeriesSource): CaseOutcome {
  const { account } = source.series(name);
  const comparison = new Comparison(`calendar ${name}`, 1e-12, 'absolute');
  const months = monthlyReturns(account);
  const monthly = months.map(({ year, month, value }): [string, number] => [monthKey(year, month), value]);
  const annual = annualReturns(account).map(({ year, value }): [string, number] => [String(year), value]);
  const weekdays = [...weekdayMeans(account)].map((value, day): [string, number] => [String(day), value]);
  compareTable(comparison, 'month', monthly, golden.monthly);
  compareTable(comparison, 'year', annual, golden.annual);
  compareTable(
    comparison,
    'weekday',
    weekdays.filter(([, value]) => !Number.isNaN(value)),
    golden.weekday_mean,
  );
  const values = months.map(({ value }) => value);
  const { best_month: best, worst_month: worst, positive_months_share: positive } = golden;
  if (best !== undefined) comparison.number('best month', Math.max(...values), best);
  if (worst !== undefined) comparison.number('worst month', Math.min(...values), worst);
  if (positive !== undefined) {
    comparison.number('positive months', values.filter((value) => value > 0).length / values.length, positive);
  }
  return comparison.outcome();
}

function monthKey(year: number, month = 0): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

function compareTable(
  comparison: Comparison,
  what: string,
  own: readonly [key: string, value: number][],
  golden: Readonly<Record<string, number>> | undefined,
): void {
  if (golden === undefined) return;
  comparison.same(`${what}s`, own.length, Object.keys(golden).length);
  const byKey = new Map(own);
  for (const [key, expected] of Object.entries(golden)) {
    comparison.number(`${what} ${key}`, byKey.get(key) ?? null, expected);
  }
}
