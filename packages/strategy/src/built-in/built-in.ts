import { nearestName } from '@tidemark/core-errors';
import type { StrategyFactory } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';
import { buyAndHoldStrategy } from './buy-and-hold.ts';
import { rsiReversion } from './rsi-reversion.ts';
import { smaCross } from './sma-cross.ts';

const factories = [buyAndHoldStrategy, rsiReversion, smaCross] as readonly StrategyFactory<unknown, never>[];

/** Names that `builtIn` knows, in alphabetical order. */
export const builtInNames: readonly string[] = /* @__PURE__ */ factories.map(({ strategyName }) => strategyName);

/**
 * A strategy that comes with the package, by name: for command lines, configuration files and other threads.
 *
 * @throws StrategyError UNKNOWN_STRATEGY
 * @example builtIn('sma-cross')({ fast: 10 }).name // => 'sma-cross'
 */
export function builtIn(name: string): StrategyFactory<unknown, Record<string, unknown>> {
  const found = factories.find(({ strategyName }) => strategyName === name);
  if (found !== undefined) return found as StrategyFactory<unknown, Record<string, unknown>>;
  const meant = nearestName(name, builtInNames);
  const fix = meant === undefined ? `the built-in strategies are ${builtInNames.join(', ')}` : `did you mean ${meant}?`;
  throw new StrategyError('UNKNOWN_STRATEGY', { what: `there is no built-in strategy ${JSON.stringify(name)}`, fix });
}
