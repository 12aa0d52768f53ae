import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrument, roundToLot, roundToTick } from './instrument.ts';

const lot = (lotSize: number | undefined, quantity: number): number =>
  roundToLot(instrument('X', { lotSize }), quantity);
const tick = (tickSize: number | undefined, price: number, direction?: 'up' | 'down'): number =>
  roundToTick(instrument('X', { tickSize }), price, direction);

describe('instrument', () => {
  it('is in USD with multiplier 1, any price and any fraction unless said otherwise', () => {
    expect(instrument('MSFT')).toEqual({ symbol: 'MSFT', currency: 'USD', multiplier: 1 });
  });

  it('is plain data', () => {
    const es = instrument('ES', { tickSize: 0.25, lotSize: 1, multiplier: 50 });
    expect(JSON.parse(JSON.stringify(es))).toEqual(es);
  });

  it.each([
    ['', {}, 'the symbol is empty'],
    ['ES', { currency: '' }, 'the currency is empty'],
    ['ES', { tickSize: 0 }, 'tickSize is 0'],
    ['ES', { lotSize: -1 }, 'lotSize is -1'],
    ['ES', { multiplier: NaN }, 'multiplier is NaN'],
    ['ES', { tickSize: Infinity }, 'tickSize is Infinity'],
  ])('refuses %j %j: %s', (symbol, options, what) => {
    expect(() => instrument(symbol, options)).toThrow(expect.objectContaining({ code: 'INVALID_INSTRUMENT', what }));
  });
});

describe('roundToLot', () => {
  it.each([
    [10, 27, 20],
    [10, -27, -20],
    [1, 0.999, 0],
    [0.1, 0.3, 0.3], // 0.3 / 0.1 is 2.9999999999999996
    [0.1, 0.7, 0.7],
    [0.1, -0.3, -0.3],
    [0.1, 0.39, 0.3],
    [0.3, 0.9, 0.9], // 3 * 0.3 is 0.8999999999999999
    [1e-8, 0.00000003, 0.00000003],
    [1e-8, 10.3, 10.3], // a billion lots
    [1e-8, 123456.78901234, 123456.78901234],
    [1e-18, 3e-18, 3e-18],
    [0.25, 1.13, 1],
    [1 / 3, 1, 1],
    [100, 1e15, 1e15],
  ])('with lots of %s makes of %s %s', (size, quantity, rounded) => {
    expect(lot(size, quantity)).toBe(rounded);
  });

  it('leaves a quantity as it is where there is no lot', () => {
    expect(lot(undefined, 0.123456789)).toBe(0.123456789);
  });

  it('never answers -0', () => {
    expect([lot(1, -0.4), lot(1, -0), lot(undefined, -0)]).toEqual([0, 0, 0]);
  });

  it('keeps NaN and infinities', () => {
    expect([lot(0.1, NaN), lot(0.1, -Infinity)]).toEqual([NaN, -Infinity]);
  });

  const size = fc.constantFrom(1e-8, 1e-6, 0.001, 0.01, 0.05, 0.1, 0.25, 0.3, 1, 2.5, 10, 100);

  it('goes toward zero by less than a lot, and mirrors its sign', () => {
    fc.assert(
      fc.property(size, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (lotSize, quantity) => {
        const rounded = lot(lotSize, quantity);
        const dust = lotSize * 1e-8 + Math.abs(quantity) * 1e-14;
        expect(Math.abs(rounded)).toBeLessThanOrEqual(Math.abs(quantity) + dust);
        expect(Math.abs(quantity) - Math.abs(rounded)).toBeLessThan(lotSize + dust);
        expect(rounded + 0).toBe(-lot(lotSize, -quantity) + 0);
      }),
    );
  });

  it('leaves whole numbers of lots alone, however they were reached', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: -1e9, max: 1e9 }), (lotSize, count) => {
        const exact = Number((count * lotSize).toPrecision(15));
        expect(lot(lotSize, count * lotSize)).toBe(exact + 0);
        expect(lot(lotSize, lot(lotSize, exact))).toBe(exact + 0);
      }),
    );
  });
});

describe('roundToTick', () => {
  it.each([
    [0.25, 4000.3, 4000.25, 4000.5, 4000.25],
    [0.25, 4000.5, 4000.5, 4000.5, 4000.5],
    [0.01, 1.005, 1.01, 1.01, 1], // 1.005 / 0.01 is 100.49999999999999
    [0.1, 0.3, 0.3, 0.3, 0.3],
    [0.05, 1.15, 1.15, 1.15, 1.15],
    [0.25, -37.63, -37.75, -37.5, -37.75],
    [1e-5, 1.234565, 1.23457, 1.23457, 1.23456],
    [0.015625, 110.515625, 110.515625, 110.515625, 110.515625],
    [0.5, -0.25, 0, 0, -0.5],
  ])('with ticks of %s makes of %s %s, up %s, down %s', (size, price, nearest, up, down) => {
    expect([tick(size, price), tick(size, price, 'up'), tick(size, price, 'down')]).toEqual([nearest, up, down]);
  });

  it('leaves a price as it is where there is no tick', () => {
    expect(tick(undefined, 1.23456789, 'up')).toBe(1.23456789);
  });

  it('never answers -0', () => {
    expect([tick(1, -0.1), tick(1, -0.1, 'up'), tick(1, -0, 'down'), tick(undefined, -0)]).toEqual([0, 0, 0, 0]);
  });

  it('has the price between down and up, which are at most a tick apart, and nearest is one of them', () => {
    const size = fc.constantFrom(1e-5, 0.001, 0.01, 0.05, 0.1, 0.25, 0.3, 1, 12.5);
    fc.assert(
      fc.property(size, fc.double({ min: -1e5, max: 1e5, noNaN: true }), (tickSize, price) => {
        const [down, near, up] = [tick(tickSize, price, 'down'), tick(tickSize, price), tick(tickSize, price, 'up')];
        const dust = tickSize * 1e-8 + Math.abs(price) * 1e-14;
        expect(down).toBeLessThanOrEqual(price + dust);
        expect(up).toBeGreaterThanOrEqual(price - dust);
        expect(up - down).toBeLessThan(tickSize * 1.001 + dust);
        expect([down, up]).toContain(near);
      }),
    );
  });
});
