import { Option, type Command } from 'commander';
import { addBarFileFlags, addOutputFlags } from './options/flags.ts';
import type { Terminal } from './terminal/terminal.ts';

const EXAMPLES = `
Examples:
  tidemark data inspect es.csv
  tidemark data check es.csv --calendar CME_EQUITY
  tidemark data resample es.csv 1h --calendar CME_EQUITY --out es-1h.csv
  tidemark data import *.csv.gz --out data
  tidemark data export data/ES-1m.parquet --out es.jsonl.gz
  tidemark data download binance BTCUSDT 1h --from 2024-01-01 --out data/btc
`;

/** The commands of `tidemark data`. What one does is imported when it runs. */
export function addDataCommands(
  data: Command,
  terminal: Terminal,
  run: (command: () => Promise<number>) => Promise<void>,
): void {
  data.configureHelp({ subcommandTerm: (command) => command.name() }).addHelpText('after', EXAMPLES);
  const calendar = (): Option => new Option('--calendar <name>', 'of the market: XNYS, XLON, CME_EQUITY, 24/7');
  const file = (): Option => new Option('-o, --out <file>', 'to write: .csv, .jsonl (both also .gz) or .parquet');

  const inspect = data
    .command('inspect <file...>')
    .description('what files of bars hold: rows, range, columns, what was found')
    .action((files: string[], flags: object) =>
      run(async () => (await import('./commands/data/inspect.ts')).inspectCommand(files, flags, terminal)),
    );
  const check = data
    .command('check <file>')
    .description('look for rows twice, gaps, broken bars, splits; ends with 1 where a row cannot be')
    .addOption(calendar())
    .action((name: string, flags: object) =>
      run(async () => (await import('./commands/data/check.ts')).checkCommand(name, flags, terminal)),
    );
  const resample = data
    .command('resample <file> <timeframe>')
    .description('bars of a longer timeframe')
    .addOption(file())
    .addOption(calendar().conflicts('wallClock'))
    .addOption(new Option('--wall-clock <zone>', 'bars begin at midnights and hours of this zone (default: UTC)'))
    .addOption(new Option('--empty <what>', 'bars without any: drop, or ffill with the close before (default: drop)'))
    .action((name: string, frame: string, flags: object) =>
      run(async () => (await import('./commands/data/resample.ts')).resampleCommand([name, frame], flags, terminal)),
    );
  const importFiles = data
    .command('import <file...>')
    .description('files of bars to Parquet, one for each symbol and timeframe')
    .addOption(new Option('-o, --out <folder>', 'to write into (default: data)'))
    .action((files: string[], flags: object) =>
      run(async () => (await import('./commands/data/convert.ts')).importCommand(files, flags, terminal)),
    );
  const exportFile = data
    .command('export <file>')
    .description('a file of bars in another form')
    .addOption(file())
    .action((name: string, flags: object) =>
      run(async () => (await import('./commands/data/convert.ts')).exportCommand(name, flags, terminal)),
    );
  const download = data
    .command('download <service> <symbol> <timeframe>')
    .description('bars of binance or alpaca into a folder; run again, it goes on where it ended')
    .requiredOption('--from <date>', 'first day or moment, ISO 8601, UTC')
    .addOption(new Option('--to <date>', 'first day or moment that is left out (default: now)'))
    .addOption(new Option('--currency <code>', 'of prices (default: USD)'))
    .addOption(new Option('--adjustment <kind>', 'of prices: none, splits or total (default: none)'))
    .addOption(new Option('--base-url <url>', 'in place of that of the service: a proxy'))
    .addOption(new Option('-o, --out <folder>', 'to write into (default: data/<service>/<symbol>-<timeframe>)'))
    .action((service: string, symbol: string, frame: string, flags: object) =>
      run(async () => {
        const { downloadCommand } = await import('./commands/data/download.ts');
        return downloadCommand([service, symbol, frame], flags, terminal);
      }),
    );
  addOutputFlags(download);
  for (const command of [inspect, check, resample, importFiles, exportFile]) {
    addOutputFlags(addBarFileFlags(command));
  }
}
