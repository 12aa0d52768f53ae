import { resolve, extname } from 'node:path';
import { existsSync } from 'node:fs';
import { isTidemarkError, nearestName } from '@tidemark/core-errors';
import type { Strategy, StrategyFactory } from '@tidemark/core-market';
import { builtIn, builtInNames } from '@tidemark/strategy';
import { load } from '@tidemark/strategy/node';
import { asUsage, usageError } from '../error.ts';

/** What a user who names no such file or strategy has mistyped; a file that fails is a failed run. */
const MISTYPED: readonly string[] = ['STRATEGY_FILE_MISSING', 'STRATEGY_FILE_TYPE'];

/**
 * The strategy that the command line names: a file where it looks like one, else a built-in.
 *
 * @param name path from `cwd`, or the name of a built-in
 * @throws CliError UNKNOWN_STRATEGY, STRATEGY_FILE_MISSING, STRATEGY_FILE_TYPE, exit code 2
 * @throws StrategyError STRATEGY_FILE_FAILED, STRATEGY_EXPORTS_NOTHING, DRIVER_MISSING
 */
export async function strategyFactory(name: string, cwd: string): Promise<StrategyFactory<unknown, never>> {
  if (!looksLikeFile(name, cwd)) {
    if (builtInNames.includes(name)) return builtIn(name);
    throw unknownStrategy(name);
  }
  try {
    return await load(resolve(cwd, name));
  } catch (error) {
    if (isTidemarkError(error) && MISTYPED.includes(error.code)) asUsage(name, () => raise(error));
    throw error;
  }
}

/**
 * A strategy with the parameters of the command line.
 *
 * @throws CliError INVALID_PARAMS, exit code 2
 */
export function strategyWith(factory: StrategyFactory<unknown, never>, params: Record<string, unknown>): Strategy {
  return asUsage(`--params ${JSON.stringify(params)} of ${factory.strategyName}`, () => factory(params as never));
}

function looksLikeFile(name: string, cwd: string): boolean {
  return /[/\\]/.test(name) || extname(name) !== '' || (!builtInNames.includes(name) && existsSync(resolve(cwd, name)));
}

function unknownStrategy(name: string): Error {
  const meant = nearestName(name, builtInNames);
  const known = `the built-in ones are ${builtInNames.join(', ')}; a file is named with its ending: ./my-strategy.ts`;
  return usageError('UNKNOWN_STRATEGY', {
    what: `there is no strategy ${JSON.stringify(name)}`,
    where: 'tidemark backtest [strategy]',
    fix: meant === undefined ? known : `did you mean ${meant}? ${known}`,
  });
}

function raise(error: unknown): never {
  throw error;
}
