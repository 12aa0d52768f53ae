import { hashJson, type BarSeries, type RunManifest } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import { builtInModels } from './built-in-models.ts';
import { backtest } from './engine.ts';
import type { BacktestOptions } from './options.ts';
import { parseCall } from './parse-call.ts';
import type { BacktestResult } from './result.ts';
import type { BacktestBars } from './run-data.ts';

/** The strategy, and what a manifest cannot say: models of your own, limits, exits, a risk manager, a calendar. */
export interface RerunOptions extends Pick<
  BacktestOptions,
  | 'strategy'
  | 'portfolio'
  | 'commission'
  | 'slippage'
  | 'margin'
  | 'sizer'
  | 'latency'
  | 'volumeLimit'
  | 'carry'
  | 'corporateActions'
  | 'detail'
  | 'fx'
  | 'calendar'
  | 'limits'
  | 'exits'
  | 'riskManager'
> {}

/** What of a run may differ from what its manifest says. */
export type DriftOf = 'data' | 'code' | 'params' | 'settings' | 'versions' | 'orders' | 'fills';

/** Something that is not as it was: hashes, or JSON where there is none. */
export interface Drift {
  readonly of: DriftOf;
  readonly recorded: string;
  readonly found: string;
}

/** A run that was repeated from its manifest. */
export interface Rerun {
  readonly result: BacktestResult<BarSeries | undefined>;
  /** True where orders and fills are those of the record, whatever made them. */
  readonly agrees: boolean;
  /** Everything that differs: causes first, then what came of them. */
  readonly drifted: readonly Drift[];
}

/** Settings that no name can make again here: several models or none, data, and what another package knows. */
const GIVEN: readonly string[] = ['limits', 'exits', 'riskManager', 'corporateActions', 'fx', 'calendar'];

/**
 * Repeats a run from its manifest, and says whether it is the same: profile, switches, capital and seed are the
 * manifest's; models are made from their names where these are calls of built-in ones, such as `bps(2)`.
 *
 * @param bars of the run: other bars are found by their fingerprints, not refused
 * @param options the strategy or portfolio with the run's parameters, and the models that no name can make
 * @throws ExecutionError UNKNOWN_MODEL for a model, limit, exit, risk manager or calendar that is neither built in nor given;
 *   UNKNOWN_OPTION for a setting of another version; what `backtest` throws
 * @example rerun(result.manifest, bars, { strategy: smaCross({ fast: 20, slow: 50 }) }).agrees
 */
export function rerun(manifest: RunManifest, bars: BacktestBars, options: RerunOptions): Rerun {
  const result = backtest(bars, { ...optionsOf(manifest, options), ...options });
  const drifted = driftsBetween(manifest, result.manifest);
  return { result, agrees: !drifted.some((each) => each.of === 'orders' || each.of === 'fills'), drifted };
}

/** The options of a run, from the settings of its manifest and the models that are given. */
function optionsOf({ settings, profile, seed }: RunManifest, given: RerunOptions): BacktestOptions {
  const options: Record<string, unknown> = { profile, seed: seed ?? undefined };
  for (const [name, setting] of Object.entries(settings)) {
    if (Object.hasOwn(given, name) || setting === null) continue;
    if (GIVEN.includes(name)) {
      if (Array.isArray(setting) && setting.length === 0) continue;
      throw notGiven(name, setting);
    }
    if (name === 'carry' && Array.isArray(setting)) options[name] = setting.map((each) => modelOf(name, each));
    else options[name] = Object.hasOwn(builtInModels, name) ? modelOf(name, setting) : setting;
  }
  return options as BacktestOptions;
}

/** @throws ExecutionError UNKNOWN_MODEL */
function modelOf(option: string, name: unknown): unknown {
  let model: unknown;
  try {
    model = typeof name === 'string' ? parseCall(name, builtInModels[option]) : undefined;
  } catch (cause) {
    throw notGiven(option, name, cause);
  }
  // What goes by another name now is another model.
  if ((model as { readonly name?: unknown } | undefined)?.name !== name) throw notGiven(option, name);
  return model;
}

function notGiven(option: string, setting: unknown, cause?: unknown): ExecutionError {
  return new ExecutionError('UNKNOWN_MODEL', {
    what: `${option} was ${typeof setting === 'string' ? setting : JSON.stringify(setting)}, which no name can make`,
    where: 'rerun',
    fix: `give it: rerun(manifest, bars, { strategy, ${option} })`,
    cause,
  });
}

function driftsBetween(recorded: RunManifest, found: RunManifest): Drift[] {
  const facts: Readonly<Record<DriftOf, (manifest: RunManifest) => string>> = {
    data: ({ data }) => data.map(({ symbol, fingerprint }) => `${symbol} ${fingerprint}`).join(', '),
    code: ({ strategy }) => strategy.codeHash,
    params: ({ strategy }) => strategy.paramsHash,
    settings: ({ profile, settings, seed }) => hashJson({ profile, settings, seed }),
    // A program that ran it may have named packages of its own.
    versions: ({ versions }) => JSON.stringify(Object.entries(versions).filter(([name]) => name in found.versions)),
    orders: ({ orderHash }) => orderHash,
    fills: ({ fillHash }) => fillHash,
  };
  return (Object.keys(facts) as DriftOf[])
    .map((of): Drift => ({ of, recorded: facts[of](recorded), found: facts[of](found) }))
    .filter((each) => each.recorded !== each.found);
}
