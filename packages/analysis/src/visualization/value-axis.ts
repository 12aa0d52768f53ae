import { scaleLinear, scaleLog } from 'd3-scale';
import { AnalysisError } from '../error.ts';

/** Where values lie, and which of them are labelled. */
export interface ValueAxis {
  /** Pixels from the top of the chart. */
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
}

/**
 * A value axis with round numbers; a log axis whose span is small has those of a linear one.
 *
 * @param range bottom and top, pixels
 * @throws AnalysisError LOG_NEEDS_POSITIVE
 */
export function valueAxis(
  low: number,
  high: number,
  kind: 'linear' | 'log',
  range: readonly [bottom: number, top: number],
): ValueAxis {
  const count = Math.max(2, Math.floor((range[0] - range[1]) / 48));
  if (kind === 'linear') {
    const margin = (high - low || Math.abs(high) || 1) * 0.04;
    const scale = scaleLinear([low - margin, high + margin], [...range]);
    return { y: (value) => scale(value), ticks: scale.ticks(count) };
  }
  if (!(low > 0)) {
    throw new AnalysisError('LOG_NEEDS_POSITIVE', {
      what: `the lowest value is ${low}: a logarithm needs positive ones`,
      fix: "draw it with { scale: 'linear' }",
    });
  }
  const margin = (high / low) ** 0.04 * 1.001;
  const [from, to] = [low / margin, high * margin];
  const scale = scaleLog([from, to], [...range]);
  const inside = (ticks: number[]): number[] => ticks.filter((tick) => tick >= from && tick <= to);
  const decades = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
    decades.push(...[1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
  }
  const round = inside(decades);
  const ticks =
    round.length >= 3 && round.length <= count * 2 ? round : inside(scaleLinear([from, to], [0, 1]).ticks(count));
  return { y: (value) => scale(value), ticks: round.length > count * 2 ? thinned(round, count) : ticks };
}

function thinned(ticks: readonly number[], count: number): number[] {
  const every = Math.ceil(ticks.length / count / 3) * 3; // whole decades
  return ticks.filter(
    (tick, i) => (i - ticks.findIndex((value) => value.toExponential().startsWith('1'))) % every === 0,
  );
}
