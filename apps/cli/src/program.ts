import { Command, CommanderError, Option } from 'commander';
import { addAuditCommand } from './audit-program.ts';
import { addRerunCommand } from './rerun-program.ts';
import type { CacheFlags } from './commands/cache.ts';
import { addDataCommands } from './data-program.ts';
import { addIndicatorCommand } from './indicator-program.ts';
import { EXIT, exitCodeOf, usageError } from './error.ts';
import type { ConfigurationFlags } from './options/configuration.ts';
import { addBacktestFlags, addConfigurationFlags } from './options/flags.ts';
import { errorReport } from './terminal/error-report.ts';
import type { Terminal } from './terminal/terminal.ts';
import { version } from './version.ts';

const EXAMPLES = `
Examples:
  tidemark backtest
  tidemark backtest sma-cross --data es.csv --params '{"fast": 10, "slow": 30}'
  tidemark backtest ./my-strategy.ts --data es.csv --commission 0.0002 --audit
`;

/**
 * Runs one command line to its end.
 *
 * @param args without the program: `['backtest', '--json']`
 * @returns the exit code: 0 done, 1 the run failed, 2 the command line is wrong
 */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT.ok;
  // What a command does is imported when it runs: --help and --version load none of it.
  const program = programOf(terminal, {
    backtest: async (name, written) => {
      const { backtestCommand } = await import('./commands/backtest.ts');
      exitCode = await backtestCommand(name, written, terminal);
    },
    strategies: async (name) => {
      const { strategiesCommand } = await import('./commands/strategies.ts');
      exitCode = await strategiesCommand(name, terminal);
    },
    configShow: async (flags) => {
      const { configShowCommand } = await import('./commands/config.ts');
      exitCode = await configShowCommand(flags, terminal);
    },
    configExplain: async (path, flags) => {
      const { configExplainCommand } = await import('./commands/config.ts');
      exitCode = await configExplainCommand(path, flags, terminal);
    },
    configSchema: async () => {
      const { configSchemaCommand } = await import('./commands/config.ts');
      exitCode = configSchemaCommand(terminal);
    },
    cacheStats: async (flags) => {
      const { cacheStatsCommand } = await import('./commands/cache.ts');
      exitCode = await cacheStatsCommand(flags, terminal);
    },
    cacheClear: async (flags) => {
      const { cacheClearCommand } = await import('./commands/cache.ts');
      exitCode = await cacheClearCommand(flags, terminal);
    },
  });
  const data = program.command('data').description('files of bars: look, check, resample, convert, download');
  const run = async (command: () => Promise<number>): Promise<void> => {
    exitCode = await command();
  };
  addDataCommands(data, terminal, run);
  addAuditCommand(program, terminal, run);
  addRerunCommand(program, terminal, run);
  try {
    await addIndicatorCommand(program, args, terminal, run);
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    const error = thrown instanceof CommanderError ? commandLineError(thrown, commandOf(program, args)) : thrown;
    if (error === undefined) return thrown instanceof CommanderError ? helpExit(thrown) : EXIT.failed;
    terminal.err.write(errorReport(error, terminal.err.style, args.includes('--verbose')));
    return exitCodeOf(error);
  }
}

interface Actions {
  readonly backtest: (name: string | undefined, written: object) => Promise<void>;
  readonly strategies: (name: string | undefined) => Promise<void>;
  readonly configShow: (flags: ConfigurationFlags) => Promise<void>;
  readonly configExplain: (path: string | undefined, flags: ConfigurationFlags) => Promise<void>;
  readonly configSchema: () => Promise<void>;
  readonly cacheStats: (flags: CacheFlags) => Promise<void>;
  readonly cacheClear: (flags: CacheFlags) => Promise<void>;
}

function programOf({ out, err }: Terminal, actions: Actions): Command {
  const program = new Command('tidemark')
    .description('Backtests that can be trusted, from the terminal.')
    .version(version(), '-V, --version', 'print the version')
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
      outputError: () => {}, // errors are told in our own form
      getOutHelpWidth: () => out.style.width,
      getErrHelpWidth: () => err.style.width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  const backtest = program
    .command('backtest')
    .description('run a strategy over bars; print the result and write a report')
    .argument(
      '[strategy]',
      'a .ts, .mts, .js or .mjs file, or a built-in: see tidemark strategies (default: sma-cross)',
    )
    .action(actions.backtest);
  addBacktestFlags(backtest).addHelpText('after', EXAMPLES);
  program
    .command('strategies')
    .description('list the built-in strategies, or the parameters of one')
    .argument('[strategy]', 'a file or a built-in')
    .action(actions.strategies);
  addConfigCommands(program.command('config').description('what is configured, and who said so'), actions);
  addCacheCommands(program.command('cache').description('what is kept on disk'), actions);
  return program;
}

function addConfigCommands(config: Command, actions: Actions): void {
  const show = config.command('show').description('print what holds, as JSON').action(actions.configShow);
  const explain = config
    .command('explain')
    .description('tell where settings have their values from')
    .argument('[setting]', 'a setting or a section, such as backtest.capital; left out: all')
    .action(actions.configExplain);
  config.command('schema').description('print the JSON Schema of a configuration file').action(actions.configSchema);
  addConfigurationFlags(show);
  addConfigurationFlags(explain);
}

function addCacheCommands(cache: Command, actions: Actions): void {
  const folder = (): Option =>
    new Option('--folder <path>', 'of the cache (default: cache.disk.folder of the configuration)');
  const json = (): Option => new Option('--json', 'for programs');
  const stats = cache.command('stats').description('count entries and bytes by region');
  stats.addOption(folder()).addOption(json()).action(actions.cacheStats);
  const clear = cache.command('clear').description('remove entries');
  clear
    .addOption(folder())
    .addOption(new Option('--region <name>', 'of this region only'))
    .addOption(new Option('--expired', 'only what has expired'))
    .addOption(json())
    .action(actions.cacheClear);
  addConfigurationFlags(stats);
  addConfigurationFlags(clear);
}

/** Commander's words as one of our errors; undefined for help and version, which are none. */
function commandLineError({ code, message, exitCode }: CommanderError, command: string): Error | undefined {
  if (exitCode === EXIT.ok || code === 'commander.help') return undefined;
  const [line = '', hint] = message.replace(/^error: /, '').split('\n');
  const meant = /^\(Did you mean (.*)\?\)$/.exec(hint ?? '')?.[1];
  const name = code.replace(/^commander\./, '').replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
  const fix = meant === undefined ? `see ${command} --help` : `did you mean ${meant}?`;
  return usageError(name.toUpperCase(), { what: line, fix });
}

/** The command that was meant, as far as it is one: `tidemark data check`. */
function commandOf(program: Command, args: readonly string[]): string {
  let command = program;
  let typed = program.name();
  for (const word of args) {
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) break;
    command = next;
    typed += ` ${word}`;
  }
  return typed;
}

/** `tidemark` alone prints its help, and has been asked for nothing. */
function helpExit({ exitCode }: CommanderError): number {
  return exitCode === EXIT.ok ? EXIT.ok : EXIT.usage;
}
