import { Command, CommanderError } from 'commander';
import { EXIT, exitCodeOf, usageError } from './error.ts';
import { addBacktestFlags } from './options/flags.ts';
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
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    const error = thrown instanceof CommanderError ? commandLineError(thrown) : thrown;
    if (error === undefined) return thrown instanceof CommanderError ? helpExit(thrown) : EXIT.failed;
    terminal.err.write(errorReport(error, terminal.err.style, args.includes('--verbose')));
    return exitCodeOf(error);
  }
}

interface Actions {
  readonly backtest: (name: string, written: object) => Promise<void>;
  readonly strategies: (name: string | undefined) => Promise<void>;
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
    .argument('[strategy]', 'a .ts, .mts, .js or .mjs file, or a built-in: see tidemark strategies', 'sma-cross')
    .action(actions.backtest);
  addBacktestFlags(backtest).addHelpText('after', EXAMPLES);
  program
    .command('strategies')
    .description('list the built-in strategies, or the parameters of one')
    .argument('[strategy]', 'a file or a built-in')
    .action(actions.strategies);
  return program;
}

/** Commander's words as one of our errors; undefined for help and version, which are none. */
function commandLineError({ code, message, exitCode }: CommanderError): Error | undefined {
  if (exitCode === EXIT.ok || code === 'commander.help') return undefined;
  const [line = '', hint] = message.replace(/^error: /, '').split('\n');
  const meant = /^\(Did you mean (.*)\?\)$/.exec(hint ?? '')?.[1];
  const name = code.replace(/^commander\./, '').replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
  const fix = meant === undefined ? 'see tidemark --help, tidemark backtest --help' : `did you mean ${meant}?`;
  return usageError(name.toUpperCase(), { what: line, fix });
}

/** `tidemark` alone prints its help, and has been asked for nothing. */
function helpExit({ exitCode }: CommanderError): number {
  return exitCode === EXIT.ok ? EXIT.ok : EXIT.usage;
}
