import { describe, expect, it } from 'vitest';
import { workingOrder } from '../../fixtures/working-order.ts';
import { isAtMarket, isBehind, isLimit, isTouched, isTriggeredAtOpen, passes } from './touch.ts';
import { priceAtOpen, priceInside, reaches, triggerOf } from './touch.ts';

const market = workingOrder();
const buyLimit = workingOrder({ type: 'limit', limitPrice: 98 });
const sellLimit = workingOrder({ type: 'limit', quantity: -1, limitPrice: 102 });
const buyStop = workingOrder({ type: 'stop', stopPrice: 102 });
const sellStop = workingOrder({ type: 'stop', quantity: -1, stopPrice: 98 });
const stopLimit = workingOrder({ type: 'stopLimit', stopPrice: 102, limitPrice: 103 });
const behind = workingOrder({ type: 'stopLimit', stopPrice: 102, limitPrice: 101 });
const passed = (type: 'stop' | 'stopLimit' | 'trailingStop') =>
  Object.assign(workingOrder({ type, stopPrice: 102, limitPrice: type === 'stopLimit' ? 103 : undefined }), {
    triggered: true,
  });

describe('a limit (rule 4)', () => {
  it.each([
    [98, 98, true, 'touch', true],
    [98, 98, true, 'through', false],
    [98, 97.9, true, 'through', true],
    [98, 98.1, true, 'touch', false],
    [102, 102, false, 'touch', true],
    [102, 102, false, 'through', false],
    [102, 102.1, false, 'through', true],
  ] as const)('at %d is reached by %d (buys: %s) by %s: %s', (limit, price, buys, touch, reached) => {
    expect(reaches(limit, price, buys, touch)).toBe(reached);
  });

  it('fills at a better open, and otherwise at its own price', () => {
    expect([priceAtOpen(buyLimit, 97, 'touch'), priceAtOpen(buyLimit, 99, 'touch')]).toEqual([97, NaN]);
    expect([priceAtOpen(sellLimit, 103, 'touch'), priceAtOpen(sellLimit, 101, 'touch')]).toEqual([103, NaN]);
    expect([priceInside(buyLimit, 100, 98, 'touch'), priceInside(buyLimit, 100, 98, 'through')]).toEqual([98, NaN]);
    expect([priceInside(sellLimit, 102, 98, 'touch'), priceInside(sellLimit, 101, 98, 'touch')]).toEqual([102, NaN]);
  });
});

describe('a stop (rule 5)', () => {
  it('is passed at its price and beyond it', () => {
    expect([passes(102, 102, true), passes(102, 101.9, true)]).toEqual([true, false]);
    expect([passes(98, 98, false), passes(98, 98.1, false)]).toEqual([true, false]);
  });

  it('fills at the open where that is worse, and otherwise at its own price', () => {
    expect([priceAtOpen(buyStop, 104, 'touch'), priceAtOpen(buyStop, 101, 'touch')]).toEqual([104, NaN]);
    expect([priceAtOpen(sellStop, 96, 'touch'), priceAtOpen(sellStop, 99, 'touch')]).toEqual([96, NaN]);
    expect([priceInside(buyStop, 102, 99, 'through'), priceInside(buyStop, 101, 99, 'touch')]).toEqual([102, NaN]);
    expect([priceInside(sellStop, 100, 98, 'through'), priceInside(sellStop, 100, 99, 'touch')]).toEqual([98, NaN]);
  });

  it('that was passed is an order at market', () => {
    expect([isAtMarket(passed('stop')), isAtMarket(passed('trailingStop')), isAtMarket(buyStop)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(priceAtOpen(passed('stop'), 90, 'touch')).toBe(90);
    expect(isTouched(passed('stop'), 110, 90, 'touch')).toBe(false); // it waits for an open, not for a price
  });
});

describe('a stop-limit (rule 6)', () => {
  it('becomes a limit at an open beyond its stop, which alone fills nothing', () => {
    expect([
      isTriggeredAtOpen(stopLimit, 102),
      isTriggeredAtOpen(stopLimit, 101),
      isTriggeredAtOpen(buyStop, 110),
    ]).toEqual([true, false, false]);
    expect(priceAtOpen(stopLimit, 102.5, 'touch')).toBeNaN();
    expect([isLimit(passed('stopLimit')), isLimit(stopLimit), isAtMarket(passed('stopLimit'))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(priceAtOpen(passed('stopLimit'), 102.5, 'touch')).toBe(102.5);
  });

  it('fills inside the bar at its stop, unless its limit lies behind', () => {
    expect([priceInside(stopLimit, 105, 99, 'touch'), priceInside(behind, 105, 99, 'touch')]).toEqual([102, NaN]);
    expect([isBehind(stopLimit), isBehind(behind)]).toEqual([false, true]);
  });

  it('waits for its stop, and then for its limit', () => {
    expect([triggerOf(stopLimit), triggerOf(passed('stopLimit'))]).toEqual([102, 103]);
  });
});

it('an order at market fills at the open and at no price inside the bar', () => {
  expect([priceAtOpen(market, 97, 'through'), priceInside(market, 110, 90, 'touch')]).toEqual([97, NaN]);
});
