import type { Strategy } from '@tidemark/core-market';
import type { z } from 'zod';
import { StrategyError } from '../error.ts';
import { parseParams } from './parse-params.ts';

/** What every definition of a strategy says of itself. */
export interface NamedDefinition<S extends z.ZodType> {
  /** Kebab case: `sma-cross`. */
  readonly name: string;
  /** A zod object: names, types, ranges and defaults of the parameters. Left out: there are none. */
  readonly params?: S | undefined;
}

/** A function of parameters that says what it makes, and shows its schema. */
export interface ParameterFactory<S extends z.ZodType, Made> {
  (params?: z.input<S>): Made;
  readonly strategyName: string;
  readonly params: S;
}

/**
 * A factory whose calls check their parameters.
 *
 * @param make what it makes of the checked parameters
 * @throws StrategyError INVALID_DEFINITION for a name or a schema that is none; from a call INVALID_PARAMS
 */
export function strategyFactory<S extends z.ZodType, Made = Strategy>(
  { name, params: schema }: NamedDefinition<S>,
  kind: string,
  make: (params: z.output<S>) => Made,
): ParameterFactory<S, Made> {
  const fail = definitionFault(name, kind);
  if (typeof name !== 'string' || name === '')
    fail(`the name is ${JSON.stringify(name)}`, "name it: name: 'sma-cross'");
  if (schema !== undefined && typeof schema.safeParse !== 'function') {
    fail('params is no zod schema', 'write params: z.object({ period: z.int().min(1).default(20) })');
  }
  const create = (input?: z.input<S>): Made => make(parseParams(name, schema, input));
  const noParams = { parse: (input: unknown) => parseParams(name, undefined, input) };
  return Object.defineProperties(create, {
    name: { value: name, configurable: true },
    strategyName: { value: name, enumerable: true },
    params: { value: schema ?? noParams, enumerable: true },
  }) as unknown as ParameterFactory<S, Made>;
}

/** Says what a definition lacks, and of which strategy. */
export function definitionFault(name: unknown, kind: string): (what: string, fix: string) => never {
  const where = typeof name === 'string' && name !== '' ? `strategy ${name}` : kind;
  return (what, fix) => {
    throw new StrategyError('INVALID_DEFINITION', { what, where, fix });
  };
}
