import { expect, it } from 'vitest';
import { rsi } from '../momentum/rsi.ts';
import { describeIndicator } from './describe-indicator.ts';
import { indicatorContract } from './indicator-contract.ts';

it('hands every sentence of the contract to the runner that it is given', () => {
  const told: string[] = [];
  const tests: (() => void)[] = [];
  describeIndicator(
    rsi,
    { params: [3], lookback: 3 },
    {
      describe: (name, body) => (told.push(name), body()),
      it: (name, body) => told.push(name) + tests.push(body),
    },
  );
  const sentences = indicatorContract(rsi, { params: [3], lookback: 3 }).map(({ name }) => name);
  expect(told).toEqual(['rsi(3), as an indicator,', ...sentences]);
  for (const test of tests) expect(test).not.toThrow();
});
