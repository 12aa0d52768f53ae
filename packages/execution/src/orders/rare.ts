import type { Order, OrderRequest } from '@tidemark/core-market';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What the engine knows of an order. */
const OWN = ['limitPrice', 'stopPrice', 'parentId', 'leg'] as const;
/** What was asked for. */
const ASKED = [
  'trail',
  'at',
  'timeInForce',
  'expireTime',
  'timeoutBars',
  'ocoGroup',
  'legs',
  'after',
  'closes',
] as const;

/**
 * Adds what few orders have to an order, and nothing that it does not have. Name by name: an object literal of all names
 * with spreads takes a hundred times as long.
 *
 * @param order changed, and returned
 */
export function withRare(order: Order, own: Partial<Order>, asked: Partial<OrderRequest> | undefined): Order {
  const out = order as Writable<Order>;
  for (const name of OWN) if (own[name] !== undefined) (out as Record<string, unknown>)[name] = own[name];
  if (asked === undefined) return out;
  for (const name of ASKED) if (asked[name] !== undefined) (out as Record<string, unknown>)[name] = asked[name];
  return out;
}

/** True where all that `withRare` would add of what was asked for is one trail in numbers, or legs. */
export function hasOnlyTrailAndLegs(asked: Partial<OrderRequest>): boolean {
  const { trail, at, timeInForce, expireTime, timeoutBars, ocoGroup, legs, after, closes } = asked;
  const others = at ?? timeInForce ?? expireTime ?? timeoutBars ?? ocoGroup ?? after ?? closes;
  const followed = trail ?? legs?.trail;
  return others === undefined && !(trail && legs) && !(followed && 'column' in followed);
}
