import { EXIT } from '../error.ts';
import { auditSchema } from '../options/audit-options.ts';
import { checkedOptions } from '../options/checked-options.ts';
import { auditLines, warmupLines } from '../output/audit-lines.ts';
import { dataLines } from '../output/data-lines.ts';
import { sections } from '../output/sections.ts';
import { assertClean, auditStrategy } from '../run/audit-strategy.ts';
import { strategyFactory, strategyWith } from '../run/choose-strategy.ts';
import { marketData } from '../run/market-data.ts';
import { progressOn } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A strategy that reads its position is audited through backtests that start with so much. */
const CAPITAL = 10_000;

/**
 * `tidemark audit`: whether what a strategy says of a bar depends on bars after it, on chance, or on where it starts.
 *
 * @param name a strategy file or the name of a built-in
 * @param written the options as the command line gave them
 * @returns the exit code
 * @throws CliError LOOKS_AHEAD or NOT_DETERMINISTIC, after all findings are told; others, and the errors of the packages
 */
export async function auditCommand(name: string, written: object, { cwd, out, err }: Terminal): Promise<number> {
  const options = checkedOptions(auditSchema, { ...written });
  const strategy = strategyWith(await strategyFactory(name, cwd), options.params);
  const progress = progressOn(err, options.quiet);
  try {
    progress.stage('reading bars');
    const market = await marketData(options, cwd, (done) => progress.share(done));
    progress.stage('looking for look-ahead');
    const share = (done: number): void => progress.share(done);
    const result = auditStrategy(market.bars, { strategy, capital: CAPITAL }, share, options.cuts);
    progress.end();
    if (options.json) out.write(`${JSON.stringify({ strategy: strategy.name, ...result }, undefined, 2)}\n`);
    else if (!options.quiet) {
      const { style } = out;
      const page = sections(
        [
          ['Data', dataLines(market, style)],
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
