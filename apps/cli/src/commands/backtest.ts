import { relative, resolve } from 'node:path';
import { toHtml, toJson, tradesToCsv, type ReportModel } from '@tidemark/analysis/reporting';
import { writeReport } from '@tidemark/analysis/node';
import type { Strategy } from '@tidemark/core-market';
import { isPortfolio } from '@tidemark/strategy';
import { EXIT, usageError } from '../error.ts';
import { configurationOf, withConfiguration, type ConfigurationFlags } from '../options/configuration.ts';
import { backtestOptions, type BacktestCommandOptions } from '../options/backtest-options.ts';
import { modelsOf } from '../options/models.ts';
import { resultPage } from '../output/page.ts';
import { assertClean, auditStrategy, auditWarnings } from '../run/audit-strategy.ts';
import { strategyFactory, strategyWith } from '../run/choose-strategy.ts';
import { marketData } from '../run/market-data.ts';
import { reportModel } from '../run/report-model.ts';
import { outcomeInterval, simulate, type StrategyOptions } from '../run/simulate.ts';
import { progressOn, type Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

const USUAL_FOLDER = 'out/backtest';

/**
 * `tidemark backtest`: reads bars, runs the strategy, says what came of it, writes the report. The folder is touched
 * last: a run that fails leaves nothing behind.
 *
 * @param name a strategy file or the name of a built-in; left out: what is configured, or sma-cross
 * @param written the options as the command line gave them
 * @returns the exit code
 * @throws CliError LOOKS_AHEAD, after the report is written, where the audit found it; others, and the errors of the packages
 */
export async function backtestCommand(name: string | undefined, written: object, terminal: Terminal): Promise<number> {
  const { config, profile, ...given } = written as ConfigurationFlags & Readonly<Record<string, unknown>>;
  const configuration = await configurationOf({ config, profile }, terminal);
  const configured = withConfiguration({ ...given, strategy: name }, configuration);
  const { strategy = 'sma-cross', ...rest } = configured.written;
  const options = backtestOptions(rest);
  const progress = progressOn(terminal.err, options.quiet);
  try {
    return await runAndTell(String(strategy), { ...options, given: configured.given }, terminal, progress);
  } finally {
    progress.end();
  }
}

async function runAndTell(
  name: string,
  options: BacktestCommandOptions & { readonly given: readonly string[] },
  { cwd, out }: Terminal,
  progress: Progress,
): Promise<number> {
  const models = modelsOf(options);
  const strategy = strategyWith(await strategyFactory(name, cwd), options.params);
  assertOneInstrument(strategy);

  progress.stage('reading bars');
  const market = await marketData(options, cwd, (done) => progress.share(done));
  const { bars } = market;
  const run: StrategyOptions = { ...models, strategy, capital: options.capital, seed: options.synthetic };
  progress.stage(`running ${strategy.name} over ${bars.length} bars`);
  const result = simulate(bars, run, (done) => progress.share(done));
  if (result.ambiguities.length > 0) progress.stage('deciding the ambiguous bars both ways');
  const interval = outcomeInterval(bars, run, result);
  if (options.audit) progress.stage('looking for look-ahead');
  const audit = options.audit ? auditStrategy(bars, run, (done) => progress.share(done)) : undefined;

  progress.stage('measuring');
  const warnings = auditWarnings(audit);
  const facts = { result, dataReport: market.report, benchmark: options.benchmark, warnings, interval };
  const model = reportModel({ ...facts, verdict: audit?.verdict });
  const folder = options.out ?? (options.json ? undefined : USUAL_FOLDER);
  const files = folder === undefined ? [] : writeFiles(resolve(cwd, folder), model, cwd);
  progress.end();

  if (options.json) out.write(toJson(model));
  else if (!options.quiet)
    out.write(resultPage({ market, model, verdict: audit?.verdict, files, given: options.given }, out.style));
  if (audit !== undefined) assertClean(audit);
  return EXIT.ok;
}

/** @throws CliError PORTFOLIO_STRATEGY, exit code 2: the command has bars of one instrument */
function assertOneInstrument(strategy: Strategy): void {
  if (!isPortfolio(strategy)) return;
  throw usageError('PORTFOLIO_STRATEGY', {
    what: `${strategy.name} is a portfolio: it answers weights across many instruments`,
    where: 'tidemark backtest',
    fix: 'run it from a program: backtest({ SPY, TLT }, { portfolio }); tidemark audit takes it, with a --data for each',
  });
}

/** @returns the paths as they would be typed */
function writeFiles(folder: string, model: ReportModel, cwd: string): string[] {
  const paths = writeReport(folder, {
    'report.html': toHtml(model),
    'result.json': toJson(model),
    'trades.csv': tradesToCsv([...model.trades, ...model.openTrades]),
  });
  return paths.map((path) => {
    const near = relative(cwd, path);
    return near.startsWith('..') ? path : near;
  });
}
