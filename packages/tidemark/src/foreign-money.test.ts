import { instrument } from '@tidemark/core-market';
import { backtest } from '@tidemark/execution';
import { priceBars } from '@tidemark/execution/testing';
import { BaseStrategy, type BarEvent } from '@tidemark/strategy';
import { expect, it } from 'vitest';

it('a fraction of the equity is one in the money of the account, whatever the instrument is paid in', () => {
  class Half extends BaseStrategy {
    onBar({ index }: BarEvent): void {
      if (index === 0) this.orderTargetPercent(0.5);
    }
  }
  const prices = priceBars([10, 10], [10, 10], [10, 10]);
  const yen = { ...prices, symbol: 'YEN', instrument: instrument('YEN', { currency: 'JPY' }) };
  const rate = { ...priceBars([0.01, 0.01], [0.01, 0.01], [0.01, 0.01]), symbol: 'JPYUSD' };
  const { fills } = backtest(yen, { strategy: new Half(), capital: 1_000, currency: 'USD', fx: { JPY: rate } });
  expect(fills.map(({ quantity }) => quantity)).toEqual([expect.closeTo(5_000, 9)]);
});
