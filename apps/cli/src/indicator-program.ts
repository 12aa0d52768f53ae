import { Option, type Command } from 'commander';
import { addBarFileFlags, addOutputFlags } from './options/flags.ts';
import type { Terminal } from './terminal/terminal.ts';

const EXAMPLES = `
Examples:
  tidemark indicator --list
  tidemark indicator rsi --period 14 --data es.csv
  tidemark indicator macd --fast 8 --slow 21 --data es.csv --out macd.csv
  tidemark indicator correl --inputs close,volume --period 50
`;

/**
 * The command `tidemark indicator`. The flags of an indicator's parameters come from the catalogue, which is loaded only
 * where this command was typed.
 *
 * @param args all that was typed
 * @throws CliError UNKNOWN_INDICATOR, exit code 2
 */
export async function addIndicatorCommand(
  program: Command,
  args: readonly string[],
  terminal: Terminal,
  run: (command: () => Promise<number>) => Promise<void>,
): Promise<void> {
  const indicator = program
    .command('indicator')
    .description('compute an indicator over bars; prints it as CSV')
    .argument('[name]', 'such as rsi: see --list')
    .action((name: string | undefined, flags: object) =>
      run(async () => (await import('./commands/indicator.ts')).indicatorCommand(name, flags, terminal)),
    );
  const add = (group: string, ...options: readonly Option[]): void => {
    for (const option of options) indicator.addOption(option.helpGroup(group));
  };
  add('Which:', new Option('--list', 'list all indicators, with their inputs and parameters'));
  if (args[0] === 'indicator') {
    const { parameterFlags, aboutText } = await import('./options/indicator-flags.ts');
    const named = args.slice(1).find((word) => !word.startsWith('-'));
    if (named !== undefined) {
      add('Parameters:', ...parameterFlags(named));
      indicator.addHelpText('after', aboutText(named, terminal.out.style.width));
    }
  }
  add(
    'Data:',
    new Option('-d, --data <file>', 'bars: CSV, JSON lines, Parquet; left out: the bundled S&P 500'),
    new Option(
      '--inputs <columns>',
      'columns of the file for its inputs, in their order: high,low,close (default: of that name, close for value); ' +
        'day, week, month and year count the UTC calendar',
    ),
  );
  addBarFileFlags(indicator);
  add('Output:', new Option('-o, --out <file>', 'to write the CSV into'));
  addOutputFlags(indicator).addHelpText('after', EXAMPLES);
}
