import type { Order } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { marginReport } from './margin-report.ts';

const call = { bar: 2, time: 3_000, equity: 190, maintenance: 409.5 };
const order = (changes: Partial<Order>): Order => ({
  id: 7,
  symbol: 'X',
  type: 'market',
  quantity: -69,
  source: 'engine',
  tag: 'MARGIN_CALL',
  createdBar: 2,
  createdTime: 3_000,
  status: 'filled',
  filledQuantity: -69,
  ...changes,
});

it('a margin call says how much was missing and what was closed for it', () => {
  expect(marginReport([call], [order({}), order({ id: 8, symbol: 'Y' })])).toEqual([
    {
      ...call,
      shortfall: 219.5,
      reductions: [
        { id: 7, symbol: 'X', filledQuantity: -69, status: 'filled' },
        { id: 8, symbol: 'Y', filledQuantity: -69, status: 'filled' },
      ],
    },
  ]);
});

it('orders of another moment, another purpose or another owner are not its answer', () => {
  const others = [order({ createdTime: 4_000 }), order({ tag: 'LIMIT_BREACHED' }), order({ source: 'strategy' })];
  expect(marginReport([call], others)[0]!.reductions).toEqual([]);
});

it('without a call there is nothing to answer', () => {
  expect(marginReport([], [order({})])).toEqual([]);
});
