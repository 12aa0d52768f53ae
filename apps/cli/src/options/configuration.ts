import { isTidemarkError } from '@tidemark/core-errors';
import { explanationText, tidemarkSchema, type ConfigManager } from '@tidemark/core-config';
import { loadConfig } from '@tidemark/core-config/node';
import { EXIT, CliError } from '../error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Which configuration a command asks for. */
export interface ConfigurationFlags {
  /** The file; left out or true: the one found here or above; false: none. */
  readonly config?: string | boolean | undefined;
  readonly profile?: string | undefined;
}

export type Configuration = ConfigManager<typeof tidemarkSchema>;

/** Where the options of `tidemark backtest` stand in a configuration. */
const SETTINGS: Readonly<Record<string, string>> = {
  strategy: 'backtest.strategy',
  params: 'backtest.params',
  capital: 'backtest.capital',
  commission: 'backtest.commission',
  slippage: 'backtest.slippage',
  percentOfEquity: 'backtest.percentOfEquity',
  units: 'backtest.units',
  cash: 'backtest.cash',
  volumeLimit: 'backtest.volumeLimit',
  latencyBars: 'backtest.latencyBars',
  calendar: 'backtest.calendar',
  margin: 'backtest.margin',
  benchmark: 'backtest.benchmark',
  audit: 'backtest.audit',
  data: 'data.file',
  synthetic: 'data.synthetic',
  symbol: 'data.symbol',
  currency: 'data.currency',
  timeframe: 'data.timeframe',
  timeZone: 'data.timeZone',
  from: 'data.from',
  to: 'data.to',
  out: 'report.folder',
};

/** Of each group one option may be given: one on the command line takes the place of any in the configuration. */
const RIVALS = [
  ['percentOfEquity', 'units', 'cash'],
  ['data', 'synthetic'],
];

/**
 * The configuration of the folder a command runs in: file, profile, environment.
 *
 * @throws CliError CONFIG_INVALID and others of core-config, exit code 2, with every mistake and its place
 */
export async function configurationOf(
  { config, profile }: ConfigurationFlags,
  { cwd, env }: Terminal,
): Promise<Configuration> {
  try {
    return await loadConfig(tidemarkSchema, {
      cwd,
      environment: env,
      file: config === true ? undefined : config,
      profile,
    });
  } catch (cause) {
    if (!isTidemarkError(cause)) throw cause;
    const { code, what, where, fix } = cause;
    throw new CliError(code, { what, where, fix, cause }, EXIT.usage);
  }
}

/** Options with what the configuration adds to them. */
export interface Configured {
  readonly written: Readonly<Record<string, unknown>>;
  /** A line for each setting that somebody gave: what holds, and who said so. */
  readonly given: readonly string[];
}

/** The options as written, over those that the configuration gives. */
export function withConfiguration(
  written: Readonly<Record<string, unknown>>,
  configuration: Configuration,
): Configured {
  const isWritten = (option: string): boolean => written[option] !== undefined;
  const outdone = new Set(RIVALS.filter((group) => group.some(isWritten)).flat());
  const merged: Record<string, unknown> = { ...written };
  const given: string[] = [];
  for (const [option, path] of Object.entries(SETTINGS)) {
    if (isWritten(option) || outdone.has(option)) continue;
    for (const explanation of configuration.explainAll(path)) {
      if (explanation.layer === 'defaults') continue;
      merged[option] = asWritten(configuration.get(path));
      given.push(explanationText(explanation));
    }
  }
  return { written: merged, given };
}

/** A setting in the form in which the command line would have given it. */
function asWritten(value: unknown): unknown {
  if (value === null || typeof value === 'boolean') return value ?? undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
