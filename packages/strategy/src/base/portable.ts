import type { BarSeries, CodeReference, Once, SignalRun, Strategy, StrategyFactory } from '@tidemark/core-market';
import { isPortfolio } from '../is-portfolio.ts';

/** The same factory, whose strategies say where their code lives: they can travel to other threads and machines. */
export function portable<Params, Input, F extends StrategyFactory<Params, Input>>(
  factory: F & StrategyFactory<Params, Input>,
  code: CodeReference,
  name: string = factory.strategyName,
): F {
  const create = (input?: Input): Strategy => {
    const strategy = factory(input);
    const { params } = strategy;
    const over = (series: BarSeries, once?: Once): SignalRun => strategy.over(series, once);
    const made = { name, params, code, codeHash: code.codeHash, over };
    return isPortfolio(strategy) ? ({ ...made, answers: 'weights' } as Strategy) : made;
  };
  return Object.defineProperties(create, {
    name: { value: name, configurable: true },
    strategyName: { value: name, enumerable: true },
    params: { value: factory.params, enumerable: true },
    code: { value: code, enumerable: true },
  }) as unknown as F;
}
