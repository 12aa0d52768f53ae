import type { BarSeries } from '@tidemark/core-market';
import { isPortfolio, type AuditResult, type PortfolioAuditResult } from '@tidemark/strategy';
import { EXIT, usageError } from '../error.ts';
import { auditSchema } from '../options/audit-options.ts';
import { checkedOptions } from '../options/checked-options.ts';
import { auditLines, warmupLines } from '../output/audit-lines.ts';
import { dataLines } from '../output/data-lines.ts';
import { sections } from '../output/sections.ts';
import { assertClean, auditInstruments, auditStrategy } from '../run/audit-strategy.ts';
import { strategyFactory, strategyWith } from '../run/choose-strategy.ts';
import { marketData, type MarketData } from '../run/market-data.ts';
import { progressOn } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A strategy that reads its position is audited through backtests that start with so much. */
const CAPITAL = 10_000;

/**
 * `tidemark audit`: whether what a strategy says of a bar depends on bars after it, on chance, on where it starts, or,
 * where several files or a portfolio are named, on instruments that it has nothing to do with.
 *
 * @param name a strategy file or the name of a built-in
 * @param written the options as the command line gave them
 * @returns the exit code
 * @throws CliError LOOKS_AHEAD, NOT_DETERMINISTIC or DEPENDS_ON_OTHERS, after all findings are told; DUPLICATE_SYMBOL;
 *   others, and the errors of the packages
 */
export async function auditCommand(name: string, written: object, { cwd, out, err }: Terminal): Promise<number> {
  const options = checkedOptions(auditSchema, { ...written });
  const { data: files = [undefined], ...rest } = options;
  const strategy = strategyWith(await strategyFactory(name, cwd), options.params);
  const progress = progressOn(err, options.quiet);
  try {
    progress.stage('reading bars');
    const markets: MarketData[] = [];
    for (const [k, data] of files.entries()) {
      const share = (done: number): void => progress.share((k + done) / files.length);
      markets.push(await marketData({ ...rest, data }, cwd, share));
    }
    progress.stage('looking for look-ahead');
    const share = (done: number): void => progress.share(done);
    const run = { strategy, capital: CAPITAL };
    const [market] = markets;
    const result: AuditResult | PortfolioAuditResult =
      markets.length > 1 || isPortfolio(strategy)
        ? auditInstruments(bySymbol(markets), run, share, options.cuts)
        : auditStrategy(market!.bars, run, share, options.cuts);
    progress.end();
    if (options.json) out.write(`${JSON.stringify({ strategy: strategy.name, ...result }, undefined, 2)}\n`);
    else if (!options.quiet) {
      const { style } = out;
      const page = sections(
        [
          ['Data', markets.flatMap((each) => dataLines(each, style))],
          ['Look-ahead audit', auditLines(result, style)],
          ['Warm-up sensitivity', warmupLines(result, style)],
        ],
        style,
      );
      out.write(page);
    }
    assertClean(result);
    return EXIT.ok;
  } finally {
    progress.end();
  }
}

/** @throws CliError DUPLICATE_SYMBOL, exit code 2 */
function bySymbol(markets: readonly MarketData[]): Record<string, BarSeries> {
  const series: Record<string, BarSeries> = {};
  for (const { bars, report } of markets) {
    const { symbol } = bars;
    if (Object.hasOwn(series, symbol)) {
      const fix = 'give each instrument a file that is called after it';
      throw usageError('DUPLICATE_SYMBOL', { what: `two files are of ${symbol}`, where: report.source, fix });
    }
    series[symbol] = bars;
  }
  return series;
}
