/** One stretch below the high-water mark. Bars are indices into the series, -1 the capital before the first bar. */
export interface DrawdownEpisode {
  /** The largest distance from the peak, a positive fraction. */
  readonly depth: number;
  /** Last bar at the high-water mark. */
  readonly peak: number;
  /** First bar below. */
  readonly start: number;
  /** The deepest bar, the first one where several are. */
  readonly valley: number;
  /** First bar back at the high-water mark; null while it is still open. */
  readonly recovery: number | null;
  readonly barsToValley: number;
  readonly barsToRecovery: number | null;
  /** From the peak to the recovery, or to the last bar. */
  readonly barsUnderwater: number;
  /** Calendar days over the same stretch; null without times. A peak before the first bar counts from that bar. */
  readonly days: number | null;
  /** Epoch ms; null without times, and for the peak before the first bar. */
  readonly peakTime: number | null;
  readonly startTime: number | null;
  readonly valleyTime: number | null;
  readonly recoveryTime: number | null;
}

const DAY = 86_400_000;

/**
 * Every stretch below the high-water mark, oldest first.
 *
 * @param drawdowns fractions, as `drawdownSeries` gives them, shape [n]
 * @param time epoch ms, shape [n]
 * @example drawdownEpisodes(Float64Array.of(0, 0.1, 0.2, 0, 0.1)).map(({ depth }) => depth) // => [0.2, 0.1]
 */
export function drawdownEpisodes(drawdowns: Float64Array, time?: Float64Array): DrawdownEpisode[] {
  const episodes: DrawdownEpisode[] = [];
  let start = -1;
  let valley = -1;
  for (let i = 0; i < drawdowns.length; i++) {
    const depth = drawdowns[i];
    if (depth > 0) {
      if (start < 0) start = valley = i;
      else if (depth > drawdowns[valley]) valley = i;
    } else if (start >= 0) {
      episodes.push(episodeOf(drawdowns, time, start, valley, i));
      start = -1;
    }
  }
  if (start >= 0) episodes.push(episodeOf(drawdowns, time, start, valley, null));
  return episodes;
}

function episodeOf(
  drawdowns: Float64Array,
  time: Float64Array | undefined,
  start: number,
  valley: number,
  recovery: number | null,
): DrawdownEpisode {
  const peak = start - 1;
  const end = recovery ?? drawdowns.length - 1;
  const at = (bar: number | null): number | null => (time === undefined || bar === null || bar < 0 ? null : time[bar]);
  return {
    depth: drawdowns[valley],
    peak,
    start,
    valley,
    recovery,
    barsToValley: valley - peak,
    barsToRecovery: recovery === null ? null : recovery - valley,
    barsUnderwater: end - peak,
    days: time === undefined ? null : Math.round((time[end] - time[Math.max(peak, 0)]) / DAY),
    peakTime: at(peak),
    startTime: at(start),
    valleyTime: at(valley),
    recoveryTime: at(recovery),
  };
}

/**
 * The deepest episodes first.
 *
 * @param count how many at most
 */
export function deepestDrawdowns(episodes: readonly DrawdownEpisode[], count: number): DrawdownEpisode[] {
  return episodes.toSorted((a, b) => b.depth - a.depth || a.start - b.start).slice(0, count);
}
