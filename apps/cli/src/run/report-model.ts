import { createRequire } from 'node:module';
import type { DataReport, RunWarning } from '@tidemark/core-market';
import { analyze, buyAndHold, type ReportModel } from '@tidemark/analysis/reporting';
import type { BacktestResult } from '@tidemark/execution';
import { version } from '../version.ts';

export interface RunFacts {
  readonly result: BacktestResult;
  readonly dataReport: DataReport;
  readonly benchmark: 'buy-and-hold' | 'none';
  /** The audit's sentence, where there was one. */
  readonly verdict: string | undefined;
  readonly warnings: readonly RunWarning[];
}

const PACKAGES = ['core-market', 'data', 'strategy', 'risk', 'execution', 'analysis'] as const;

/**
 * Everything the report says of a run: the result, its data, and which versions of which packages made it.
 *
 * @throws AnalysisError
 */
export function reportModel({ result, dataReport, benchmark, verdict, warnings }: RunFacts): ReportModel {
  const { strategy, instrument, bars, equity, trades, openTrades, orders, fills, manifest } = result;
  const settings = { ...manifest.settings, ...(verdict !== undefined && { audit: verdict }) };
  return analyze(
    {
      strategy,
      symbol: instrument.symbol,
      currency: instrument.currency,
      initialCapital: equity.initial,
      equity,
      trades,
      openTrades,
      orders,
      fills,
      bars,
      warnings: [...warnings, ...result.warnings],
      manifest: { ...manifest, settings, versions: versions() },
      dataReport,
    },
    { benchmark: benchmark === 'none' ? undefined : buyAndHold },
  );
}

function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;
  const named = PACKAGES.map((name) => [`@tidemark/${name}`, versionOf(`@tidemark/${name}`)]);
  return { '@tidemark/cli': version(), ...Object.fromEntries(named) };
}
