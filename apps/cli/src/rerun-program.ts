import { Option, type Command } from 'commander';
import { addBarFileFlags, addOutputFlags } from './options/flags.ts';
import type { Terminal } from './terminal/terminal.ts';

const EXAMPLES = `
Examples:
  tidemark rerun out/backtest/result.json
  tidemark rerun result.json --data es.csv --strategy ./my-strategy.ts
`;

/** The command `tidemark rerun`. */
export function addRerunCommand(
  program: Command,
  terminal: Terminal,
  run: (command: () => Promise<number>) => Promise<void>,
): void {
  const rerun = program
    .command('rerun')
    .description('repeat a run from its manifest; ends with 1 where orders or fills differ')
    .argument('<result>', 'the result.json of a backtest, or a manifest alone')
    .action((file: string, flags: object) =>
      run(async () => (await import('./commands/rerun.ts')).rerunCommand(file, flags, terminal)),
    );
  const options = [
    new Option('-d, --data <file>', 'bars: CSV, JSON lines, Parquet; left out: the bundled S&P 500'),
    new Option('--synthetic <seed>', 'an invented market of 2,520 daily bars instead').conflicts('data'),
  ];
  for (const option of options) rerun.addOption(option.helpGroup('Data:'));
  addBarFileFlags(rerun);
  const strategy = new Option('--strategy <file>', 'where the strategy is; left out: the built-in of its name');
  rerun.addOption(strategy.helpGroup('Run:'));
  addOutputFlags(rerun).addHelpText('after', EXAMPLES);
}
