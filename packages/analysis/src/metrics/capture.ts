import type { Computed } from './metric.ts';
import type { ReturnSample } from './return-sample.ts';

/**
 * Geometric return of the account over that of the benchmark, on the periods in which the benchmark rose or fell.
 *
 * @param direction 1 where the benchmark rose, -1 where it fell
 * @param periods how many periods the geometric mean is compounded over: 1 a period, N a year
 */
export function captureRatio({ returns, benchmark }: ReturnSample, direction: 1 | -1, periods: number): Computed {
  const other = benchmark!.returns;
  let own = 0;
  let reference = 0;
  let count = 0;
  for (let i = 0; i < returns.length; i++) {
    if (!(other[i] * direction > 0)) continue;
    own += Math.log1p(returns[i]);
    reference += Math.log1p(other[i]);
    count++;
  }
  if (count === 0) return direction > 0 ? 'insufficient_data' : 'no_losses';
  return Math.expm1((own * periods) / count) / Math.expm1((reference * periods) / count);
}
