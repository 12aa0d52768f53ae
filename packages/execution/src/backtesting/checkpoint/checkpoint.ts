import { hashJson, sliceBars, type BarSeries } from '@tidemark/core-market';
import { ExecutionError } from '../../error.ts';
import { planOf, type RunPlan } from '../manifest.ts';
import type { ResolvedOptions } from '../options.ts';
import type { RunData } from '../run-data.ts';
import type { RunTape } from './taped-run.ts';
import type { WeightsTape } from './taped-weights.ts';

/** 128-bit hashes of bars, strategy, settings, profile and seed. */
export type PlanHashes = { readonly [Part in keyof RunPlan]: string };

/**
 * How far a run had come, as plain JSON: what its strategies said and remember, and by what the run is known. It grows
 * with what was said, not with the bars.
 */
export interface Checkpoint {
  readonly format: 1;
  /** How many moments of the run are over; the bars of one instrument. */
  readonly moments: number;
  /** Hashes of what the run is made of: JSON would not give back every parameter. */
  readonly plan: PlanHashes;
  readonly tapes: Readonly<Record<string, RunTape>>;
  /** What runs remember that can tell, by symbol. */
  readonly states: Readonly<Record<string, unknown>>;
  readonly weights: WeightsTape | null;
  /** Of the orders and fills so far: what the engine comes to again is held against them. */
  readonly orderHash: string;
  readonly fillHash: string;
}

/** When a run is to be kept, and where. */
export interface CheckpointOptions {
  /** Moments between two checkpoints; the end of the data is one more. */
  readonly every: number;
  /** Given each checkpoint: plain JSON, to be written to a file or anywhere else. */
  readonly save: (checkpoint: Checkpoint) => void;
}

/** Refuses another run; bars may have been added since. @throws ExecutionError CHECKPOINT_MISMATCH */
export function checkPlan({ moments, plan }: Checkpoint, data: RunData, options: ResolvedOptions): void {
  if (moments > data.length) {
    throw mismatch(`the data has ${data.length} moments, and ${moments} were over`);
  }
  const found = planHashes(moments, data, options);
  for (const part of Object.keys(OTHERS) as (keyof PlanHashes)[]) {
    if (found[part] !== plan[part]) throw mismatch(OTHERS[part]);
  }
}

/** Of the bars up to a moment, and of all else that a run is made of. */
export function planHashes(moments: number, data: RunData, options: ResolvedOptions): PlanHashes {
  const plan = planOf(barsUntil(moments, data), options);
  return Object.fromEntries(Object.entries(plan).map(([part, value]) => [part, hashJson(value)])) as PlanHashes;
}

const OTHERS = {
  data: 'the bars that were over are others',
  strategy: 'the strategy, its parameters or its code are others',
  settings: 'the settings are others',
  profile: 'the profile is another',
  seed: 'the seed is another',
} as const;

/** The error of a checkpoint that is another run's. */
export function mismatch(what: string): ExecutionError {
  const fix = 'give the bars, the strategy and the options of the run that was kept, or start it anew without `resume`';
  return new ExecutionError('CHECKPOINT_MISMATCH', { what, where: 'backtest, option resume', fix });
}

/** The bars of each instrument that belong to the first moments. */
function barsUntil(moments: number, { symbols, series, frame }: RunData): BarSeries[] {
  return symbols.map((symbol) => {
    const last = frame?.index[symbol].subarray(0, moments).findLast((bar) => bar >= 0);
    return sliceBars(series[symbol], 0, frame === undefined ? moments : (last ?? -1) + 1);
  });
}
