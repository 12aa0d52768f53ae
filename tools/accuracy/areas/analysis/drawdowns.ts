import { deepestDrawdowns, drawdownEpisodes, returnSample, timeUnderWater } from '@tidemark/analysis';
import type { CaseOutcome } from '../../area.ts';
import { attempt } from '../../attempt.ts';
import { Comparison } from '../../comparison.ts';
import type { DrawdownGoldens } from './goldens.ts';
import type { SeriesSource } from './series.ts';

/** Every series of drawdowns.json: the number of episodes and the deepest of them, dates to the day. */
export function compareDrawdowns({ series }: DrawdownGoldens, source: SeriesSource): CaseOutcome[] {
  return Object.entries(series).flatMap(([name, golden]) =>
    attempt(`drawdowns ${name}`, () => compareSeries(name, golden, source)),
  );
}

function compareSeries(name: string, golden: DrawdownGoldens['series'][string], source: SeriesSource): CaseOutcome {
  const { account, dates } = source.series(name);
  const sample = returnSample(account);
  const comparison = new Comparison(`drawdowns ${name}`, 1e-12, 'absolute');
  const episodes = drawdownEpisodes(sample.drawdowns, account.time);
  comparison.same('episodes', episodes.length, golden.episodes);
  const deepest = deepestDrawdowns(episodes, golden.top.length);
  const dateOf = (bar: number | null): string | null => (bar === null ? null : (dates[bar] ?? 'BASE'));
  golden.top.forEach((expected, i) => {
    const own = deepest[i];
    if (own === undefined) return comparison.same(`episode ${i}`, undefined, expected.start);
    const at = `episode ${i} of ${expected.start}`;
    comparison.number(`${at} depth`, -own.depth, expected.depth);
    comparison.same(`${at} peak`, dateOf(own.peak), expected.peak);
    comparison.same(`${at} start`, dateOf(own.start), expected.start);
    comparison.same(`${at} valley`, dateOf(own.valley), expected.valley);
    comparison.same(`${at} recovery`, dateOf(own.recovery), expected.recovery);
    comparison.same(`${at} bars to valley`, own.barsToValley, expected.bars_peak_to_valley);
    comparison.same(`${at} bars to recovery`, own.barsToRecovery, expected.bars_valley_to_recovery);
    comparison.same(`${at} bars under water`, own.barsUnderwater, expected.bars_underwater);
    // The wealth before the first return has no date to count days from.
    if (own.peak >= 0) comparison.same(`${at} days`, own.days, expected.calendar_days_peak_to_end);
  });
  if (golden.time_under_water_share !== undefined) {
    comparison.number('time under water', timeUnderWater(sample).value, golden.time_under_water_share);
  }
  return comparison.outcome();
}
