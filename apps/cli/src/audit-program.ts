import { Option, type Command } from 'commander';
import { addBarFileFlags, addOutputFlags } from './options/flags.ts';
import type { Terminal } from './terminal/terminal.ts';

const EXAMPLES = `
Examples:
  tidemark audit sma-cross
  tidemark audit ./my-strategy.ts --data es.csv --cuts 100
  tidemark audit ./my-rotation.ts --data spy.csv --data tlt.csv
`;

/** The command `tidemark audit`. */
export function addAuditCommand(
  program: Command,
  terminal: Terminal,
  run: (command: () => Promise<number>) => Promise<void>,
): void {
  const audit = program
    .command('audit')
    .description('look for look-ahead and chance in a strategy; ends with 1 where it finds any')
    .argument('<strategy>', 'a .ts, .mts, .js or .mjs file, or a built-in: see tidemark strategies')
    .action((name: string, flags: object) =>
      run(async () => (await import('./commands/audit.ts')).auditCommand(name, flags, terminal)),
    );
  const options = [
    new Option(
      '-d, --data <file>',
      'bars: CSV, JSON lines, Parquet; several times for several instruments; left out: the bundled S&P 500',
    ).argParser((file: string, before: readonly string[] | undefined) => [...(before ?? []), file]),
    new Option('--synthetic <seed>', 'an invented market of 2,520 daily bars instead').conflicts('data'),
  ];
  for (const option of options) audit.addOption(option.helpGroup('Data:'));
  addBarFileFlags(audit);
  const how = [
    new Option('-p, --params <json>', `parameters of the strategy: '{"fast": 10, "slow": 30}'`),
    new Option('--cuts <n>', 'how many times the bars are cut off (default: 24)'),
  ];
  for (const option of how) audit.addOption(option.helpGroup('Audit:'));
  addOutputFlags(audit).addHelpText('after', EXAMPLES);
}
