import { instrument } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashAccount, cashMargin, fixedLeverage, futuresMargin, regT, type MarginModel } from './margin.ts';

const share = instrument('MSFT');
const future = instrument('ES', { multiplier: 50 });
const contract = futuresMargin({ initial: 13_200, maintenance: 12_000 });

it.each<[MarginModel, number[]]>([
  [cashMargin, [5_000, 0, 5_000, 0]],
  [cashAccount, [5_000, 0, Infinity, 0]],
  [regT(), [2_500, 1_250, 2_500, 1_500]],
  [regT({ initial: 0.8, shortInitial: 1 }), [4_000, 1_250, 5_000, 1_500]],
  [fixedLeverage(20), [250, 125, 250, 125]],
  [fixedLeverage(4, { maintenance: 0.1 }), [1_250, 500, 1_250, 500]],
  [contract, [1_320_000, 1_200_000, 1_320_000, 1_200_000]],
])('$name binds what it says, long and short', (model, expected) => {
  const margins = [100, -100].flatMap((units) => [
    model.initial(units, 50, share),
    model.maintenance(units, 50, share),
  ]);
  expect(margins).toEqual(expected);
});

it('counts the multiplier, and a negative price as positive', () => {
  expect([cashMargin.initial(2, -37, future), regT().initial(-2, 37, future)]).toEqual([3_700, 1_850]);
});

it('asks for money per contract whatever the price is', () => {
  expect([1, 4_000, -5].map((price) => contract.initial(-2, price, future))).toEqual([26_400, 26_400, 26_400]);
});

it.each([cashMargin, cashAccount, regT(), fixedLeverage(30), contract])(
  '$name: no more to keep than to open',
  (model) => {
    const units = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const price = fc.double({ min: -1e3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(units, price, (quantity, at) => {
        const [initial, maintenance] = [model.initial(quantity, at, future), model.maintenance(quantity, at, future)];
        expect(maintenance).toBeGreaterThanOrEqual(0);
        expect(maintenance).toBeLessThanOrEqual(initial * (1 + 1e-12));
      }),
    );
    expect(model.initial(0, 50, future) + model.initial(-0, 50, future)).toBe(0);
  },
);

it('is named by the call that makes it', () => {
  const names = [regT(), regT({ initial: 1 }), fixedLeverage(5, { maintenance: 0.1 }), fixedLeverage(5), contract].map(
    ({ name }) => name,
  );
  expect(names).toEqual([
    'regT()',
    'regT({ initial: 1 })',
    'fixedLeverage(5, { maintenance: 0.1 })',
    'fixedLeverage(5)',
    'futuresMargin({ initial: 13200, maintenance: 12000 })',
  ]);
});

describe('what cannot be meant', () => {
  it.each([
    [() => regT({ maintenanceLong: 25 }), '25 % is 0.25'],
    [() => regT({ shortInitial: 1.5 }), 'leave out the proceeds, which stay in the account: 0.5'],
    [() => regT({ maintenanceShort: 0.6 }), 'give a maintenanceShort of at most 0.5'],
    [() => fixedLeverage(0.05), 'a margin of 5 % is fixedLeverage(20)'],
    [() => fixedLeverage(20, { maintenance: 0.06 }), 'give a maintenance of at most 0.05'],
    [() => futuresMargin({ initial: 0.1, maintenance: 0.05 }), 'money per contract'],
    [() => futuresMargin({ initial: 1_000, maintenance: 1_100 }), 'give a maintenance of at most 1000'],
  ])('%s is refused with the remedy', (make, fix) => {
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_MARGIN', fix: expect.stringContaining(fix) }));
  });

  it.each([
    () => regT({ initial: -0.5 }),
    () => regT({ initial: NaN }),
    () => fixedLeverage(Infinity),
    () => fixedLeverage(-2),
    () => futuresMargin({ initial: -5, maintenance: 1 }),
    () => futuresMargin({ initial: Infinity, maintenance: 1 }),
  ])('%s is refused', (make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_MARGIN' }));
  });
});
