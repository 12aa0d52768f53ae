import { expect, it } from 'vitest';
import { sma } from '../trend/sma.ts';
import { describeIndicator, indicatorContract, type ContractOptions } from './index.ts';
import { withoutRest } from './without-rest.ts';

it('leaves out that one sentence of the contract', () => {
  const options: ContractOptions<[period: number]> = { params: [2], lookback: 1 };
  const names: string[] = [];
  const runner = { describe: (_: string, body: () => void) => body(), it: (name: string) => names.push(name) };
  describeIndicator(sma, options, withoutRest(runner));
  const all = indicatorContract(sma, options).map(({ name }) => name);
  expect(all.filter((name) => !names.includes(name))).toEqual(['is steady on a market that does not move']);
});
