import { returnSample, type MetricValue, type ReturnMetric, type ReturnSample } from '@tidemark/analysis';
import { isTidemarkError } from '@tidemark/core-errors';
import type { CaseOutcome } from '../../area.ts';
import { attempt } from '../../attempt.ts';
import { Comparison } from '../../comparison.ts';
import type { EdgeGoldens } from './goldens.ts';
import { metricNamed } from './metrics.ts';

const REASONS = new Set(['insufficient_data', 'zero_variance', 'no_losses', 'no_drawdown', 'ruined']);

/**
 * Every case of edge_cases.json, which records what others answer on degenerate input. Ours is a number or null with a
 * reason, never NaN or Infinity; the number where the others agree on one, unless the account was ruined or they divide
 * by rounding; null where the input leaves the ratio undefined; and NaN in the input is refused unless it may be dropped.
 */
export function compareEdgeCases({ cases }: EdgeGoldens, perYear: number): CaseOutcome[] {
  return Object.entries(cases).flatMap(([name, golden]) =>
    attempt(`edge case ${name}`, () => compareEdgeCase(name, golden, perYear)),
  );
}

function compareEdgeCase(name: string, { returns, peers }: EdgeGoldens['cases'][string], perYear: number): CaseOutcome {
  const column = Float64Array.from(returns, Number);
  const comparison = new Comparison(`edge case ${name}`, 1e-9, 'relative');
  if (column.some(Number.isNaN)) comparison.same('NaN without dropNaN', refusal(column, perYear), 'NAN_RETURN');
  const sample = returnSample(column, { periodsPerYear: perYear, dropNaN: true });
  for (const [metricName, answers] of Object.entries(peers)) {
    const named = metricNamed(metricName);
    if (named === undefined) continue;
    compareAnswer(comparison, metricName, named, sample, Object.values(answers));
  }
  return comparison.outcome();
}

function compareAnswer(
  comparison: Comparison,
  name: string,
  { metric, sign }: { metric: ReturnMetric; sign: 1 | -1 },
  sample: ReturnSample,
  answers: readonly (number | string | null)[],
): void {
  const own = metric(sample);
  comparison.same(`${name} is a finite number or null with a reason`, isSound(own), true);
  const wanted = reasonFor(name, sample);
  if (wanted !== undefined) {
    comparison.same(`${name} reason`, own.reason, wanted);
    return;
  }
  const numbers = answers.filter((answer) => typeof answer === 'number');
  const spread = Math.max(...numbers) - Math.min(...numbers);
  const agree = numbers.length === answers.length && spread <= 1e-9 * Math.max(1, Math.abs(numbers[0] ?? NaN));
  if (agree && !sample.ruined) comparison.number(name, own.value === null ? null : own.value * sign, numbers[0]!);
}

/** Why a ratio is undefined, read from the returns themselves. */
function reasonFor(name: string, { returns, ruined }: ReturnSample): string | undefined {
  const some = (holds: (value: number) => boolean): boolean => returns.some(holds);
  if (returns.length === 0) return 'insufficient_data';
  if (returns.length === 1 && ['sharpe', 'sortino', 'omega'].includes(name)) return 'insufficient_data';
  if (ruined) return name === 'max_drawdown' ? undefined : 'ruined';
  if (name === 'sharpe' && !some((value) => value !== returns[0])) return 'zero_variance';
  if ((name === 'sortino' || name === 'omega') && !some((value) => value < 0)) return 'no_losses';
  return name === 'calmar' && !some((value) => value < 0) ? 'no_drawdown' : undefined;
}

function isSound({ value, reason }: MetricValue): boolean {
  return value === null ? REASONS.has(reason ?? '') : Number.isFinite(value) && reason === undefined;
}

function refusal(column: Float64Array, periodsPerYear: number): string {
  try {
    returnSample(column, { periodsPerYear });
    return 'nothing refused';
  } catch (error) {
    return isTidemarkError(error) ? error.code : String(error);
  }
}
