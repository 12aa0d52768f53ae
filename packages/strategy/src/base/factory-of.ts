import type { StrategyFactory } from '@tidemark/core-market';
import { type StrategyClass } from './base-strategy.ts';
import { kebabCase } from './kebab-case.ts';
import { parseParams } from './parse-params.ts';

/**
 * A strategy class as a factory: what searches, workers and the command line work with.
 *
 * @example factoryOf(Breakout)({ level: 50 }) // the same as new Breakout({ level: 50 })
 */
export function factoryOf<Params, Input>(type: StrategyClass<Params, Input>): StrategyFactory<Params, Input> {
  const strategyName = type.strategyName ?? kebabCase(type.name);
  const params = type.params ?? { parse: (input: unknown) => parseParams(strategyName, undefined, input) };
  const create = (input?: Input) => new type(input);
  return Object.defineProperties(create, {
    name: { value: strategyName, configurable: true },
    strategyName: { value: strategyName, enumerable: true },
    params: { value: params, enumerable: true },
  }) as unknown as StrategyFactory<Params, Input>;
}
