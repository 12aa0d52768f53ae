import { hashJson, type StrategyFactory } from '@tidemark/core-market';
import { portable } from '../base/portable.ts';

/**
 * A built-in strategy: other threads find it by its name. Its hash is made of the name and a revision, not of the text,
 * which a bundler may change; whoever changes what the strategy decides raises the revision (a test watches over it).
 */
export function portableBuiltIn<Params, Input, F extends StrategyFactory<Params, Input>>(
  revision: number,
  factory: F & StrategyFactory<Params, Input>,
): F {
  const name = factory.strategyName;
  return portable<Params, Input, F>(factory, {
    module: 'builtin:',
    export: name,
    codeHash: hashJson({ builtIn: name, revision }),
  });
}
