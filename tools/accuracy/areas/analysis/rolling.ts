import { rolling, type RollingKind } from '@tidemark/analysis';
import type { CaseOutcome } from '../../area.ts';
import { attempt } from '../../attempt.ts';
import { Comparison } from '../../comparison.ts';
import type { ColumnGolden, MetricGoldens, RollingGoldens } from './goldens.ts';
import type { SeriesSource } from './series.ts';

const KINDS: Readonly<Record<string, readonly [kind: RollingKind, sign: 1 | -1]>> = {
  sharpe: ['sharpe', 1],
  sortino: ['sortino', 1],
  vol: ['volatility', 1],
  beta: ['beta', 1],
  max_drawdown: ['maxDrawdown', -1],
};

/**
 * Every column of rolling.json, `<kind>_<window>`: first date, count, sums, extremes and every n-th value.
 *
 * @param meta of returns_metrics.json: its benchmark is that of every rolling beta
 */
export function compareRolling(
  { series }: RollingGoldens,
  source: SeriesSource,
  meta: MetricGoldens['meta'],
): CaseOutcome[] {
  const perYear = meta.periods_per_year;
  return Object.entries(series).flatMap(([name, columns]) =>
    attempt(`rolling ${name}`, () => {
      const { account, benchmark, dates } = source.series(name, meta.benchmark);
      return Object.entries(columns).map(([key, golden]): CaseOutcome => {
        const label = `rolling ${name} ${key}`;
        const [, kindName = '', window = ''] = /^(.+)_(\d+)$/.exec(key) ?? [];
        const known = KINDS[kindName];
        if (known === undefined) return { name: label, status: 'skipped', detail: 'there is no such figure yet' };
        const [kind, sign] = known;
        const own = rolling(kind, account, Number(window), { benchmark, periodsPerYear: perYear });
        return compareColumn(
          label,
          own.map((value) => value * sign),
          dates,
          golden,
        );
      });
    }),
  );
}

function compareColumn(label: string, own: Float64Array, dates: readonly string[], golden: ColumnGolden): CaseOutcome {
  const comparison = new Comparison(label, 1e-8, 'relative');
  const first = own.findIndex((value) => !Number.isNaN(value));
  const known = own.subarray(Math.max(first, 0)).filter((value) => !Number.isNaN(value));
  comparison.same('first', dates[first], golden.first);
  comparison.same('count', known.length, golden.count);
  const figures = {
    sum: known.reduce((sum, value) => sum + value, 0),
    sumsq: known.reduce((sum, value) => sum + value * value, 0),
    min: known.reduce((a, b) => Math.min(a, b), Infinity),
    max: known.reduce((a, b) => Math.max(a, b), -Infinity),
    last: known.at(-1) ?? null,
  };
  for (const [name, value] of Object.entries(figures)) {
    const expected = golden[name as keyof typeof figures];
    if (expected !== undefined) comparison.number(name, value, expected);
  }
  const { stride = NaN } = golden;
  golden[`values_every_${stride}`]?.forEach((value, i) => {
    comparison.number(`value ${i * stride}`, known[i * stride] ?? null, value);
  });
  return comparison.outcome();
}
