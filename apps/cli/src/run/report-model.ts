import { createRequire } from 'node:module';
import type { DataReport, RunWarning } from '@tidemark/core-market';
import { analyze, buyAndHold, type Benchmark, type ReportModel } from '@tidemark/analysis/reporting';
import type { AmbiguityInterval, BacktestResult } from '@tidemark/execution';
import { isTidemarkError } from '@tidemark/core-errors';
import { CliError } from '../error.ts';
import { version } from '../version.ts';

export interface RunFacts {
  readonly result: BacktestResult;
  readonly dataReport: DataReport;
  readonly benchmark: 'buy-and-hold' | 'none';
  /** The audit's sentence, where there was one. */
  readonly verdict: string | undefined;
  readonly warnings: readonly RunWarning[];
  /** How far the figures hang on ambiguous bars; undefined where there are none. */
  readonly interval?: AmbiguityInterval | undefined;
}

const PACKAGES = ['core-market', 'data', 'strategy', 'risk', 'execution', 'analysis'] as const;

/**
 * Everything the report says of a run: the result, its data, and which versions of which packages made it.
 *
 * @throws CliError NOTHING_TO_HOLD where the instrument's first open is not positive; AnalysisError
 */
export function reportModel({ result, dataReport, benchmark, verdict, warnings, interval }: RunFacts): ReportModel {
  const { strategy, instrument, bars, equity, trades, openTrades, orders, fills, manifest } = result;
  const settings = { ...manifest.settings, ...(verdict !== undefined && { audit: verdict }) };
  return analyze(
    {
      strategy,
      symbol: instrument.symbol,
      currency: result.currency,
      initialCapital: equity.initial,
      equity,
      trades,
      openTrades,
      orders,
      fills,
      ambiguities: result.ambiguities,
      cashFlows: result.cashFlows,
      marginCalls: result.marginCalls,
      refused: result.refused,
      bars,
      warnings: [...warnings, ...result.warnings],
      manifest: { ...manifest, settings, versions: versions() },
      dataReport,
    },
    { benchmark: benchmark === 'none' ? undefined : heldInstrument, interval },
  );
}

/** Buy and hold, and what to write where there is nothing to hold. */
const heldInstrument: Benchmark = Object.assign(
  (...of: Parameters<Benchmark>) => {
    try {
      return buyAndHold(...of);
    } catch (cause) {
      if (!isTidemarkError(cause)) throw cause;
      const { code, what, where } = cause;
      throw new CliError(code, { what, where, fix: 'add --benchmark none', cause });
    }
  },
  { benchmarkName: buyAndHold.benchmarkName },
);

function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;
  const named = PACKAGES.map((name) => [`@tidemark/${name}`, versionOf(`@tidemark/${name}`)]);
  return { '@tidemark/cli': version(), ...Object.fromEntries(named) };
}
