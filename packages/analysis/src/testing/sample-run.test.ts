import { expect, it } from 'vitest';
import { sampleRun } from './sample-run.ts';

it('the same seed gives the same run, another seed another', () => {
  expect(sampleRun(100, 7)).toEqual(sampleRun(100, 7));
  expect(sampleRun(100, 7).equity).not.toEqual(sampleRun(100, 8).equity);
});

it('its money adds up: capital and net profits are the equity while it is flat', () => {
  const { equity, trades } = sampleRun(205);
  expect(equity.equity[204]).toBeCloseTo(10_000 + trades.reduce((sum, trade) => sum + trade.netProfit, 0), 8);
});
