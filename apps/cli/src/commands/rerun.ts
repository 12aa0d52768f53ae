import { rerun, type DriftOf, type Rerun } from '@tidemark/execution';
import { CliError, EXIT } from '../error.ts';
import { checkedOptions } from '../options/checked-options.ts';
import { rerunSchema } from '../options/rerun-options.ts';
import { dataLines } from '../output/data-lines.ts';
import { sections } from '../output/sections.ts';
import { strategyFactory, strategyWith } from '../run/choose-strategy.ts';
import { marketData } from '../run/market-data.ts';
import { recordedCalendar } from '../run/named-calendar.ts';
import { readManifest } from '../run/read-manifest.ts';
import { progressOn } from '../terminal/progress.ts';
import type { Style } from '../terminal/style.ts';
import { wrapped } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What is compared, in words. */
const FACTS: Readonly<Record<DriftOf, string>> = {
  data: 'the bars',
  code: 'the code of the strategy',
  params: 'its parameters',
  settings: 'profile, costs and switches',
  versions: 'the versions of the packages',
  orders: 'the orders',
  fills: 'the fills',
};

/**
 * `tidemark rerun`: repeats a run from its manifest and says what of it is as it was.
 *
 * @param file a manifest, or a result that has one
 * @param written the options as the command line gave them
 * @returns the exit code
 * @throws CliError MANIFEST_UNREADABLE; RUN_DIFFERS, after all is told; others, and the errors of the packages
 */
export async function rerunCommand(file: string, written: object, { cwd, out, err }: Terminal): Promise<number> {
  const options = checkedOptions(rerunSchema, { ...written });
  const manifest = await readManifest(file, cwd);
  const { name, params } = manifest.strategy;
  const factory = await strategyFactory(options.strategy ?? name, cwd);
  const strategy = strategyWith(factory, params as Record<string, unknown>);
  const progress = progressOn(err, options.quiet);
  try {
    progress.stage('reading bars');
    const market = await marketData(options, cwd, (done) => progress.share(done));
    progress.stage(`running ${name} again`);
    const calendar = recordedCalendar(manifest.settings['calendar']);
    const run = rerun(manifest, market.bars, { strategy, ...(calendar !== undefined && { calendar }) });
    progress.end();
    const { agrees, drifted } = run;
    if (options.json) out.write(`${JSON.stringify({ strategy: name, agrees, drifted }, undefined, 2)}\n`);
    else if (!options.quiet) {
      const { style } = out;
      out.write(
        sections(
          [
            ['Data', dataLines(market, style)],
            ['Run', runLines(run, style)],
          ],
          style,
        ),
      );
    }
    if (agrees) return EXIT.ok;
    const causes = drifted.map(({ of }) => FACTS[of]).join(', ');
    const fix = 'run it on the bars, the code and the settings of the record';
    throw new CliError('RUN_DIFFERS', { what: `not as they were: ${causes}`, where: file, fix });
  } finally {
    progress.end();
  }
}

function runLines({ drifted }: Rerun, style: Style): string[] {
  return (Object.keys(FACTS) as DriftOf[]).flatMap((of) => {
    const drift = drifted.find((each) => each.of === of);
    if (drift === undefined) return [`  ${FACTS[of]}: as recorded`];
    return [
      `  ${FACTS[of]}: not as recorded`,
      ...wrapped(`${drift.recorded}, now ${drift.found}`, style.width, '    '),
    ];
  });
}
