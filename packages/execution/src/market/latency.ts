import { lowerBound, seededRandom, upperBound, type BarSeries, type Random } from '@tidemark/core-market';
import { knownTime } from '../bar-clock.ts';
import { ExecutionError } from '../error.ts';
import { assertAmounts } from './assert-parameters.ts';
import { callName } from './call-name.ts';

/** How long an order is on its way. BAR-SEMANTICS rule 0. */
export interface LatencyModel {
  /** The call that makes it: `latency({ ms: 250 })`. */
  readonly name: string;
  /** Bars that an order waits beyond the next one. */
  readonly bars: number;
  /** An order that arrives inside a bar waits for the next open, or meets the open of that bar all the same. */
  readonly withinBar: 'wait' | 'ignore' | undefined;
  /**
   * Milliseconds between the decision and the arrival of an order, at least 0. An order is always asked for the same
   * way: the answer depends on its id alone, not on who asked before.
   *
   * @param orderId 1, 2, 3 …
   */
  ms(orderId: number): number;
}

/** Milliseconds that differ between orders: equally likely from `least` to `most`, or exponential about a mean. */
export type RandomMs =
  { readonly least: number; readonly most: number } | { readonly mean: number; readonly least?: number | undefined };

/** What is left out is 0. */
export interface LatencyOptions {
  /** Bars beyond the next one. */
  readonly bars?: number | undefined;
  readonly ms?: number | RandomMs | undefined;
  /** An integer, for milliseconds that are random. */
  readonly seed?: number | undefined;
  /** Default: 'wait'. */
  readonly withinBar?: 'wait' | 'ignore' | undefined;
}

/** Orders are there at once: eligible from the next bar. */
export const noLatency: LatencyModel = { name: 'noLatency', bars: 0, withinBar: 'wait', ms: () => 0 };

/**
 * Orders that take their time. Bars count from the next one. Milliseconds count from the close that decided: on ticks
 * the first one then or later is the first that may fill. A bar does not show its price a moment after the open: there
 * an order meets the open of the bar in which it arrives, less than a bar delays nothing, and the result says so. With
 * `withinBar: 'wait'` it waits for the next open instead, which may cost a whole bar. With both, the later counts.
 *
 * @throws ExecutionError INVALID_LATENCY for a negative or fractional count of bars, negative milliseconds, a range
 *   whose ends are swapped, or random milliseconds without a seed
 * @example
 * latency({ ms: 250 }).ms(1) // => 250
 * latency({ ms: { least: 50, most: 300 }, seed: 7 }).name // => 'latency({ ms: { least: 50, most: 300 }, seed: 7 })'
 */
export function latency(options: LatencyOptions): LatencyModel {
  const { bars = 0, ms = 0, seed, withinBar } = options;
  if (!Number.isInteger(bars) || bars < 0) throw refusal(`bars is ${bars}`, 'give whole bars, 0 or more');
  if (withinBar !== undefined && withinBar !== 'wait' && withinBar !== 'ignore') {
    throw refusal(`withinBar is ${String(withinBar)}`, "give 'wait' or 'ignore'");
  }
  return {
    name: callName('latency', options),
    bars,
    withinBar,
    ms: typeof ms === 'number' ? fixed(ms) : drawn(ms, seed),
  };
}

/**
 * The first bar on which an order may fill.
 *
 * @param decided the bar after whose close it was decided; -1 before the first
 * @returns an index; the length of the series where none of its bars is late enough
 * @example
 * const column = Float64Array.of(1, 1, 1, 1);
 * const time = Float64Array.of(0, 60_000, 120_000, 180_000);
 * const bars = { time, open: column, high: column, low: column, close: column, length: 4, timeframe: '1m' };
 * earliestBar(latency({ bars: 1 }), bars, 0, 1) // => 2
 * earliestBar(latency({ ms: 60_000 }), bars, 0, 1) // => 2
 */
export function earliestBar(model: LatencyModel, bars: BarSeries, decided: number, orderId: number): number {
  const next = Math.min(decided + 1 + model.bars, bars.length);
  const ms = model.ms(orderId);
  if (ms === 0) return next;
  const arrival = knownTime(bars, decided) + ms;
  const waits = (model.withinBar ?? (bars.closeTime === bars.time ? 'wait' : 'ignore')) === 'wait';
  const reached = waits ? lowerBound(bars.time, arrival) : upperBound(bars.time, arrival) - 1;
  return Math.max(next, reached);
}

function fixed(ms: number): (orderId: number) => number {
  assertAmounts('INVALID_LATENCY', 'latency', { ms });
  return () => ms;
}

function drawn(range: RandomMs, seed: number | undefined): (orderId: number) => number {
  if (seed === undefined || !Number.isSafeInteger(seed)) {
    throw refusal(`the seed is ${seed}`, 'give an integer, so that the run can be repeated: seed: 42');
  }
  const { least = 0 } = range;
  const most = 'most' in range ? range.most : range.mean;
  assertAmounts('INVALID_LATENCY', 'latency', 'most' in range ? { least, most } : { least, mean: most });
  if (!(least <= most)) throw refusal(`least is ${least}, above ${most}`, 'give least as the smaller one');
  const draw = 'most' in range ? (random: Random) => random() : exponential;
  return (orderId) => least + (most - least) * draw(seededRandom((seed + Math.imul(orderId, 0x9e3779b1)) | 0));
}

/**
 * An exponential number of mean 1, from comparisons alone: the same bits on every machine, as no logarithm takes part.
 *
 * @see von Neumann, Various Techniques Used in Connection with Random Digits (1951)
 */
function exponential(random: Random): number {
  for (let whole = 0; ; whole++) {
    const first = random();
    let last = first;
    let falls = 0;
    for (let next = random(); next < last; next = random()) {
      last = next;
      falls++;
    }
    if (falls % 2 === 0) return whole + first;
  }
}

function refusal(what: string, fix: string): ExecutionError {
  return new ExecutionError('INVALID_LATENCY', { what, where: 'latency', fix });
}
