import { averageByType } from './average-by-type.ts';
import type { Departure, ReferenceParams } from './reference.ts';

type Columns = readonly Float64Array[];

/** A smoothing of the fast line: TA-Lib's number of the average, and its period. */
export type Smoothing = readonly [matype: number, bars: number];

/** What a stochastic is made of, for its departure. */
export interface StochasticParts {
  readonly rule: string;
  /** 1 on a row whose range is nothing, 0 on any other, NaN where there is no window yet. */
  readonly rangeless: (columns: Columns, params: ReferenceParams) => Float64Array;
  /** The line before any smoothing, as we have it. */
  readonly fastLine: (columns: Columns, params: ReferenceParams) => Float64Array;
  /** From the fast line to the first output, and from that to the second. */
  readonly smoothings: (params: ReferenceParams) => readonly [k: Smoothing, d: Smoothing];
  /** The name of the second output. */
  readonly nameOfD: string;
}

/** KAMA and MAMA weigh a value by what stands around it, so what goes in does not add up in what comes out. */
const isAdaptive = ([matype, bars]: Smoothing): boolean => bars > 1 && (matype === 6 || matype === 7);

/** Its weights are all positive, so a share of 1 means that there is nothing but rows without a range in it. */
const isMean = ([matype, bars]: Smoothing): boolean => bars === 1 || [0, 1, 2, 5].includes(matype);

const smooth = (values: Float64Array, [matype, bars]: Smoothing): Float64Array => averageByType(matype)(values, bars);

/** How much of each value comes from rows without a range; an adaptive average counts as all of them, once there was one. */
function shareIn(shares: Float64Array, smoothing: Smoothing): Float64Array {
  const smoothed = smooth(shares, smoothing);
  if (!isAdaptive(smoothing)) return smoothed;
  const first = shares.findIndex((share) => share > 0);
  return smoothed.map((value, row) => (Number.isNaN(value) ? NaN : Number(first >= 0 && row >= first)));
}

/**
 * 0/0 in a stochastic: TA-Lib counts 0 for a range of nothing, we count 50.
 *
 * Plain averages carry that on by its weight, so we answer what TA-Lib does and 50 times the share of such rows. Behind an
 * adaptive average it is our own fast line, smoothed by our own average (both of which are held against TA-Lib elsewhere).
 */
export function noRangeDeparture({ rule, rangeless, fastLine, smoothings, nameOfD }: StochasticParts): Departure {
  const linesFrom = (
    values: Float64Array,
    params: ReferenceParams,
    step: (values: Float64Array, smoothing: Smoothing) => Float64Array,
  ): readonly [k: Float64Array, d: Float64Array] => {
    const [forK, forD] = smoothings(params);
    const k = step(values, forK);
    const d = step(k, forD);
    return [k.map((value, row) => (Number.isNaN(d[row]) ? NaN : value)), d];
  };
  return {
    rule,
    applies(columns, params) {
      const [k, d] = linesFrom(rangeless(columns, params), params, shareIn);
      return (row) => k[row] !== 0 || d[row] !== 0; // a weight may be negative
    },
    ours(columns, params) {
      const shares = linesFrom(rangeless(columns, params), params, shareIn);
      const lines = linesFrom(fastLine(columns, params), params, smooth);
      const [forK, forD] = smoothings(params);
      const adaptive = [isAdaptive(forK), isAdaptive(forK) || isAdaptive(forD)];
      const means = [isMean(forK), isMean(forK) && isMean(forD)];
      return (row, theirs, output) => {
        const line = Number(output === nameOfD);
        if (adaptive[line]) return lines[line][row];
        const share = shares[line][row];
        return means[line] && share === 1 ? 50 : theirs + 50 * share;
      };
    },
  };
}
