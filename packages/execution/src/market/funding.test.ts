import { instrument, type Timeframe } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { constantFunding, fundingRates } from './funding.ts';

const HOUR = 3_600_000;
const perpetual = instrument('BTC-PERP');
const schedule = [
  { time: 8 * HOUR, rate: 0.0001 },
  { time: 16 * HOUR, rate: -0.0003 },
];

describe.each([
  ['fundingRates', fundingRates(schedule)],
  ['constantFunding', constantFunding(0.0001, '8h')],
])('%s', (_name, model) => {
  const paid = (quantity: number, from: number, to: number): number =>
    model.charge(quantity, 50_000, 0, from, to, perpetual);

  it('takes from long and gives to short where the rate is positive', () => {
    expect(paid(2, 7 * HOUR, 9 * HOUR)).toBeCloseTo(10, 10);
    expect(paid(-2, 7 * HOUR, 9 * HOUR)).toBeCloseTo(-10, 10);
  });

  it('trap 23: charges who holds when the instant comes, not who opens at it', () => {
    expect(paid(2, 8 * HOUR - 60_000, 8 * HOUR)).toBeCloseTo(10, 10);
    expect(paid(2, 8 * HOUR, 8 * HOUR + 60_000)).toBe(0);
  });

  it('charges nothing between the instants', () => {
    expect(paid(2, 9 * HOUR, 15 * HOUR)).toBe(0);
  });
});

describe('fundingRates', () => {
  it('adds up the instants of a long bar', () => {
    expect(fundingRates(schedule).charge(1, 10_000, 0, 0, 24 * HOUR, perpetual)).toBeCloseTo(-2, 10);
  });

  it('charges the symbol it is for, and no other', () => {
    const model = fundingRates(schedule, { symbol: 'ETH-PERP' });
    const charges = ['ETH-PERP', 'BTC-PERP'].map((symbol) =>
      model.charge(1, 10_000, 0, 7 * HOUR, 9 * HOUR, instrument(symbol, { multiplier: 2 })),
    );
    expect(charges).toEqual([2, 0]);
  });

  it('is named by its instants and their hash', () => {
    const { name } = fundingRates(schedule, { symbol: 'ETH-PERP' });
    expect(name).toMatch(/^fundingRates\(\{ instants: 2, hash: '[0-9a-f]{32}', symbol: 'ETH-PERP' \}\)$/);
    expect(fundingRates(schedule.slice(1)).name).not.toBe(fundingRates(schedule.slice(0, 1)).name);
  });

  it.each([
    ['swapped', schedule.toReversed()],
    ['doubled', [...schedule, ...schedule.slice(1)]],
    ['no time', [{ time: NaN, rate: 0 }]],
  ])('refuses instants that are %s', (_what, rates) => {
    expect(() => fundingRates(rates)).toThrow(expect.objectContaining({ code: 'FUNDING_NOT_ASCENDING' }));
  });

  it.each([0.5, -0.5, NaN, Infinity])('refuses a rate of %d', (rate) => {
    expect(() => fundingRates([{ time: 0, rate }])).toThrow(expect.objectContaining({ code: 'INVALID_CARRY' }));
  });
});

describe('constantFunding', () => {
  it('counts every instant of a long bar', () => {
    expect(constantFunding(0.0001, '8h').charge(1, 10_000, 0, 0, 24 * HOUR, perpetual)).toBeCloseTo(3, 10);
  });

  it('is named by the call that makes it', () => {
    expect(constantFunding(0.0001, '8h').name).toBe("constantFunding(0.0001, '8h')");
  });

  it.each<[number, Timeframe, string]>([
    [1, '8h', 'INVALID_CARRY'],
    [0.0001, '1M', 'INVALID_CARRY'],
    [0.0001, '1w', 'INVALID_CARRY'],
    [0.0001, '8 hours' as Timeframe, 'INVALID_TIMEFRAME'],
  ])('refuses %d every %s', (rate, every, code) => {
    expect(() => constantFunding(rate, every)).toThrow(expect.objectContaining({ code }));
  });
});
