import { instrument } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { workingOrder } from '../../fixtures/working-order.ts';
import { Portfolio } from '../portfolio.ts';
import { commission, noCommission } from './commission.ts';
import { shareOut, type Increase } from './contention.ts';
import { cashMargin } from './margin.ts';

/** What [symbol, units, price, sized] orders may open of 1,000. */
function share(
  wants: readonly (readonly [symbol: string, units: number, price: number, sized?: boolean])[],
  { lotSize, costs = noCommission }: { lotSize?: number; costs?: typeof noCommission } = {},
): readonly number[] | undefined {
  const portfolio = new Portfolio(1_000);
  const increases = wants.map(([symbol, quantity, price, sized = true]): Increase => {
    const order = workingOrder({ quantity }, { symbol, sized });
    return { order, price, holding: portfolio.holding(instrument(symbol, { lotSize })) };
  });
  return shareOut(increases, { portfolio, commission: costs, margin: cashMargin });
}

describe('what instruments may open at one moment (rule 15)', () => {
  it('is all that they want where there is enough, or only one wants something', () => {
    expect(
      share([
        ['A', 5, 100],
        ['B', 5, 100],
      ]),
    ).toBeUndefined();
    expect(share([['A', 50, 100]])).toBeUndefined();
    expect(share([])).toBeUndefined();
  });

  it('is scaled alike where there is not', () => {
    expect(
      share([
        ['A', 15, 100],
        ['B', -5, 100],
      ]),
    ).toEqual([7.5, 2.5]);
  });

  it('does not depend on the order in which they come', () => {
    expect(
      share([
        ['B', -5, 100],
        ['A', 15, 100],
      ]),
    ).toEqual([2.5, 7.5]);
  });

  it('leaves explicit quantities alone: they are paid first', () => {
    expect(
      share([
        ['A', 6, 100, false],
        ['B', 8, 50],
        ['C', 8, 50],
      ]),
    ).toEqual([Infinity, 4, 4]);
  });

  it('is nothing where explicit quantities take all', () => {
    expect(
      share([
        ['A', 20, 100, false],
        ['B', 8, 50],
        ['C', 8, 50],
      ]),
    ).toEqual([Infinity, 0, 0]);
  });

  it('gives what rounding to lots leaves by turns, as far as it goes', () => {
    // 500 each: 7 lots of 70 and 5 of 90 leave 60, which no lot costs; of 30 it is two more.
    expect(
      share(
        [
          ['A', 20, 70],
          ['B', 20, 90],
        ],
        { lotSize: 1 },
      ),
    ).toEqual([6, 6]);
    expect(
      share(
        [
          ['A', 10, 90],
          ['B', 30, 30],
        ],
        { lotSize: 1 },
      ),
    ).toEqual([5, 18]);
  });

  it('leaves room for the commission', () => {
    const units = share(
      [
        ['A', 10, 100],
        ['B', 10, 100],
      ],
      { costs: commission({ rate: 0.01 }) },
    )!;
    expect((units[0]! + units[1]!) * 101).toBeCloseTo(1_000, 9);
  });
});
