import { instrument, type OrderRequest } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { checkRequest, isPlain } from './create.ts';

const place = { instrument: instrument('X'), bar: 7, price: 100, hasColumn: (name: string) => name === 'atr' };
const check = (request: object) => () => checkRequest(request as OrderRequest, place);
const stopLimit = { type: 'stopLimit', quantity: 1, stopPrice: 102, limitPrice: 103 };

describe('an order that can be one passes', () => {
  it.each([
    { type: 'market', quantity: 1e-9 },
    { type: 'market', quantity: { ofEquity: -1.5 } },
    { type: 'market', quantity: 1, at: 'close', timeInForce: 'FOK' },
    { type: 'market', quantity: 1, legs: { stop: 99, target: 101 } },
    { type: 'market', quantity: -1, legs: { stop: 101, target: 99 } },
    { type: 'market', quantity: 1, legs: { trail: { column: 'atr', multiple: 3 } } },
    { type: 'market', quantity: 1, legs: { stop: 9, trail: { amount: 1 } } },
    { type: 'limit', quantity: 1, limitPrice: -5, timeoutBars: 1 },
    { type: 'limit', quantity: 1, limitPrice: 110, legs: { stop: 105 } }, // counted from the limit
    { ...stopLimit, legs: { stop: 101, target: 102.5 } }, // counted from the stop, where it fills
    { ...stopLimit, limitPrice: 101, legs: { stop: 100, target: 101.5 } }, // counted from the limit, where it fills
    { type: 'trailingStop', quantity: -1, trail: { amount: 3 } },
    { type: 'stop', quantity: 1, stopPrice: 90, timeInForce: 'GTD', expireTime: 0 },
  ])('%o', (request) => {
    expect(check(request)).not.toThrow();
  });

  it('whatever its legs where there is no price yet to count from', () => {
    const early = { ...place, bar: -1, price: NaN };
    expect(() => checkRequest({ type: 'market', quantity: 1, legs: { stop: 1e9 } }, early)).not.toThrow();
  });
});

describe('what is refused says what, where and how to mend it', () => {
  it.each([
    [{ type: 'market', quantity: 0 }, 'INVALID_QUANTITY', 'the quantity is 0'],
    [{ type: 'limit', quantity: 1, limitPrice: Infinity }, 'INVALID_PRICE', 'limitPrice is Infinity'],
    [{ type: 'stop', quantity: 1 }, 'INVALID_PRICE', 'stopPrice is undefined'],
    [{ type: 'iceberg', quantity: 1 }, 'INVALID_ORDER', 'the type is iceberg'],
    [{ type: 'limit', quantity: 1, limitPrice: 1, stopPrice: 1 }, 'INVALID_ORDER', 'a limit order has a stopPrice'],
    [{ type: 'stop', quantity: 1, stopPrice: 1, trail: { amount: 1 } }, 'INVALID_ORDER', 'a stop order has a trail'],
    [{ type: 'trailingStop', quantity: 1, trail: { amount: -1 } }, 'INVALID_PRICE', 'the trail is -1'],
    [{ type: 'trailingStop', quantity: 1, trail: { fraction: 1 } }, 'INVALID_PRICE', 'the trail is 1'],
    [{ type: 'trailingStop', quantity: 1, trail: { column: 'art' } }, 'INVALID_ORDER', 'no column art'],
    [{ type: 'trailingStop', quantity: 1, trail: { column: 'atr', multiple: 0 } }, 'INVALID_PRICE', 'multiple'],
    [{ type: 'limit', quantity: 1, limitPrice: 1, timeInForce: 'GTX' }, 'INVALID_ORDER', 'the time in force is GTX'],
    [{ type: 'limit', quantity: 1, limitPrice: 1, expireTime: 5 }, 'INVALID_ORDER', 'expireTime is 5'],
    [{ type: 'limit', quantity: 1, limitPrice: 1, at: 'noon' }, 'INVALID_ORDER', 'to fill at noon'],
    [{ ...stopLimit, at: 'open' }, 'INVALID_ORDER', 'a stopLimit order is to fill at open'],
    [{ type: 'limit', quantity: 1, limitPrice: 1, timeoutBars: 0 }, 'INVALID_ORDER', 'timeoutBars is 0'],
    [{ type: 'market', quantity: 1, legs: { stop: NaN } }, 'INVALID_PRICE', 'legs.stop is NaN'],
    [{ type: 'market', quantity: 1, legs: { stop: 100 } }, 'WRONG_SIDE', 'the stop at 100'],
    [{ type: 'market', quantity: -1, legs: { target: 100 } }, 'WRONG_SIDE', 'the target at 100'],
    [{ type: 'market', quantity: 1, legs: { target: 90 } }, 'WRONG_SIDE', 'the entry at 100'],
    [{ type: 'market', quantity: 1, tags: 'a' }, 'INVALID_ORDER', 'an order has no tags'],
    [{ type: 'market', quantity: 1, legs: { take: 1 } }, 'INVALID_ORDER', 'a bracket has no take'],
  ])('%o', (request, code, what) => {
    expect(check(request)).toThrow(
      expect.objectContaining({ code, what: expect.stringContaining(what), where: 'X, bar 7' }),
    );
  });
});

it.each([
  [{ type: 'market', quantity: 1 }, true],
  [{ type: 'market', quantity: 1, reduceOnly: true, tag: undefined, timeInForce: 'GTC' }, true],
  [{ type: 'market', quantity: 1, tag: 'market' }, false],
  [{ type: 'market', quantity: 1, ocoGroup: 'GTC' }, false],
  [{ type: 'market', quantity: { ofEquity: 1 } }, false],
  [{ type: 'limit', quantity: 1, limitPrice: 1 }, false],
  [{ type: 'market', quantity: 1, after: 1 }, false],
] as const)('%o is a plain order: %s', (request, plain) => {
  expect(isPlain(request)).toBe(plain);
});
