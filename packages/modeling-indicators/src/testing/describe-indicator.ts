import type { Indicator } from '../indicator.ts';
import { indicatorContract, type ContractOptions } from './indicator-contract.ts';

/** The two functions that every test runner has: those of vitest, jest, mocha and node:test fit. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => void) => unknown;
}

/**
 * Runs the contract of an indicator as tests of your runner, whichever it is.
 *
 * @example
 * import { describe, it } from 'vitest';
 * describeIndicator(rsi, { params: [14], lookback: 14, flat: () => 50 }, { describe, it });
 */
export function describeIndicator<
  Params extends readonly unknown[],
  Inputs extends readonly number[],
  Output extends string | undefined,
>(indicator: Indicator<Params, Inputs, Output>, options: ContractOptions<Params>, { describe, it }: TestRunner): void {
  describe(`${indicator.name}(${options.params.map(String).join(', ')}), as an indicator,`, () => {
    for (const { name, check } of indicatorContract(indicator, options)) it(name, check);
  });
}
