import type { TestRunner } from './describe-indicator.ts';

/**
 * The runner, without the sentence on a market that does not move: for an indicator that is at rest there only long after its
 * lookback, because it is seeded with 0, or never. Say in a sentence of its own what it does.
 */
export function withoutRest(runner: TestRunner): TestRunner {
  return {
    describe: runner.describe,
    it: (name, check) => (name.startsWith('is steady on a market') ? undefined : runner.it(name, check)),
  };
}
