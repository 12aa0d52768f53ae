import { instrument } from '@tidemark/core-market';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { borrowFee } from './borrow.ts';
import type { CarryModel } from './carry.ts';
import { constantFunding, fundingRates } from './funding.ts';
import { cashInterest } from './interest.ts';

const HOUR = 3_600_000;
const schedule = Array.from({ length: 40 }, (_, i) => ({ time: i * 8 * HOUR, rate: ((i % 5) - 1) / 10_000 }));
const models = [
  borrowFee(0.2),
  borrowFee(0.03, { days: 360 }),
  cashInterest({ credit: 0.02, debit: 0.07 }),
  fundingRates(schedule),
  constantFunding(0.0001, '8h'),
];

it.each(models)('$name charges a span as the two parts of it', (model: CarryModel) => {
  const hour = fc.integer({ min: 0, max: 400 });
  const units = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  const money = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(hour, hour, hour), units, money, (hours, quantity, cash) => {
      const [a, b, c] = hours.toSorted((one, other) => one - other).map((each) => each * HOUR) as [
        number,
        number,
        number,
      ];
      const over = (from: number, to: number): number => model.charge(quantity, 50, cash, from, to, instrument('X'));
      expect(over(a, b) + over(b, c)).toBeCloseTo(over(a, c), 6);
    }),
  );
});

it.each(models)('$name charges nothing for nothing, and for no time', (model: CarryModel) => {
  const day = 24 * HOUR;
  const charges = [
    model.charge(0, 50, 0, 0, day, instrument('X')),
    model.charge(-100, 50, 1_000, day / 2, day / 2, instrument('X')),
  ];
  expect(charges).toEqual([0, 0]);
});
