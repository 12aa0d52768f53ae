import { Option, type Command } from 'commander';

const asRead = [
  new Option('--symbol <name>', 'what the bars are of (default: the name of the file)'),
  new Option('--currency <code>', 'of prices and money (default: USD)'),
  new Option('--timeframe <frame>', 'how long a bar of the file lasts: 5m, 1h, 1d (default: as the rows show)'),
  new Option('--csv <json>', `how to read the file: '{"order": "sort", "columns": {"close": "Last"}}'`),
  new Option('--time-zone <zone>', 'of times in the file that name none: America/New_York (default: UTC)'),
  new Option('--from <date>', 'first day or moment, ISO 8601, UTC'),
  new Option('--to <date>', 'first day or moment that is left out'),
];

/** How to read files of bars, and which of them. */
export function addBarFileFlags(command: Command): Command {
  for (const option of asRead) command.addOption(option.helpGroup('Data:'));
  return command;
}

/** How much a command says, and to whom. */
export function addOutputFlags(command: Command): Command {
  const options = [
    new Option('--json', 'for programs'),
    new Option('-q, --quiet', 'print nothing but errors'),
    new Option('--verbose', 'errors with their stack'),
  ];
  for (const option of options) command.addOption(option.helpGroup('Output:'));
  return command;
}

/** Every option of `tidemark backtest` as it is written and explained; what it means is checked only when it runs. */
export function addBacktestFlags(command: Command): Command {
  const add = (group: string, ...options: readonly Option[]): void => {
    for (const option of options) command.addOption(option.helpGroup(group));
  };
  add(
    'Data:',
    new Option(
      '-d, --data <file>',
      'bars: CSV, JSON lines, Parquet; left out: the bundled S&P 500, from where its opens are real',
    ),
    new Option('--synthetic <seed>', 'an invented market of 2,520 daily bars instead').conflicts('data'),
  );
  addBarFileFlags(command);
  add(
    'Strategy and money:',
    new Option('-p, --params <json>', `parameters of the strategy: '{"fast": 10, "slow": 30}'`),
    new Option('--capital <money>', 'to start with (default: 10000)'),
    new Option('--commission <rate>', 'fraction of the traded value: 0.0002 is 2 bps (default: 0)'),
    new Option('--slippage <fraction>', 'of the price, against you, on every fill (default: 0)'),
    new Option('--percent-of-equity <fraction>', 'size of a position: fraction of the equity (default: 0.95)'),
    new Option('--units <n>', 'or so many units').conflicts(['percentOfEquity', 'cash']),
    new Option('--cash <money>', 'or units for so much money').conflicts(['percentOfEquity', 'units']),
  );
  add(
    'Market:',
    new Option('--volume-limit <share>', 'of the volume of a bar that may fill: 0.1 (default: no limit)'),
    new Option('--latency-bars <n>', 'whole bars that an order is late, beyond the next bar (default: 0)'),
    new Option(
      '--calendar <name>',
      'sessions that orders for the day live for: XNYS, CME_EQUITY (default: days in UTC)',
    ),
    new Option('--margin <model>', 'cashMargin, cashAccount, regT() or fixedLeverage(2) (default: cashMargin)'),
  );
  add(
    'Judgement:',
    new Option('--benchmark <name>', 'buy-and-hold or none (default: buy-and-hold)'),
    new Option('--audit', 'look for look-ahead too; ends with 1 where it is found'),
  );
  add(
    'Output:',
    new Option('-o, --out <folder>', 'for report.html, result.json, trades.csv (default: out/backtest)'),
    new Option('--json', 'print the result as JSON and nothing else; files only with --out'),
    new Option('-q, --quiet', 'print nothing but errors'),
    new Option('--verbose', 'errors with their stack'),
  );
  return addConfigurationFlags(command);
}

/** Which configuration a command reads. */
export function addConfigurationFlags(command: Command): Command {
  const options = [
    new Option('--config <file>', 'settings (default: tidemark.config.{ts,mjs,json,yaml,toml} here or above)'),
    new Option('--no-config', 'no settings from a file'),
    new Option('--profile <name>', 'a profile of that file (default: TIDEMARK_PROFILE)'),
  ];
  for (const option of options) command.addOption(option.helpGroup('Configuration:'));
  return command;
}
