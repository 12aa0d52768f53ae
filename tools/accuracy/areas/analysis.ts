import type { Area, CaseOutcome } from '../area.ts';
import { readGolden } from '../read-golden.ts';
import { compareCalendars } from './analysis/calendar.ts';
import { compareDrawdowns } from './analysis/drawdowns.ts';
import { compareEdgeCases } from './analysis/edge-cases.ts';
import type * as form from './analysis/goldens.ts';
import { compareMetrics } from './analysis/metrics.ts';
import { readReturnTable } from './analysis/price-table.ts';
import { compareRolling } from './analysis/rolling.ts';
import { SeriesSource } from './analysis/series.ts';

const PRICES = 'prices_daily.csv';
/** Files of the form whose subject this package does not have yet. */
const LATER = { brinson: 'attribution', factor_regression: 'factor attribution', overfitting: 'overfitting tests' };

/** Metrics, drawdowns, calendar tables, rolling figures and edge cases of the analysis goldens. */
export const analysis: Area = ({ goldens, data }) => {
  const read = <T>(name: string): T | undefined => readGolden<T>(goldens, `${name}.json`);
  const metrics = read<form.MetricGoldens>('returns_metrics');
  const meta = metrics?.meta ?? { periods_per_year: 252 };
  const drawdowns = read<form.DrawdownGoldens>('drawdowns');
  const calendars = read<form.CalendarGoldens>('calendar_tables');
  const columns = read<form.RollingGoldens>('rolling');
  const outcomes: CaseOutcome[] = [];
  if (metrics ?? drawdowns ?? calendars ?? columns) {
    const file = /^\S+\.csv/.exec(meta.source ?? '')?.[0] ?? PRICES;
    const source = new SeriesSource(readReturnTable(data(file)), metrics?.series ?? {});
    if (metrics !== undefined) outcomes.push(...compareMetrics(metrics, source));
    if (drawdowns !== undefined) outcomes.push(...compareDrawdowns(drawdowns, source));
    if (calendars !== undefined) outcomes.push(...compareCalendars(calendars, source));
    if (columns !== undefined) outcomes.push(...compareRolling(columns, source, meta));
  }
  const edges = read<form.EdgeGoldens>('edge_cases');
  if (edges !== undefined) outcomes.push(...compareEdgeCases(edges, meta.periods_per_year));
  for (const [name, subject] of Object.entries(LATER)) {
    if (read(name) === undefined) continue;
    outcomes.push({ name: `${name}.json`, status: 'skipped', detail: `there is no ${subject} yet` });
  }
  return outcomes;
};
