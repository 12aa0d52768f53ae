import { expect, it } from 'vitest';
import { orderTicket } from './order-ticket.ts';

it('reads the kind of order from its prices, unless it is said', () => {
  const kind = (options: Parameters<typeof orderTicket>[2]) => orderTicket(1, 1, options, 'here').type;
  expect(kind({})).toBe('market');
  expect(kind({ limitPrice: 9 })).toBe('limit');
  expect(kind({ stopPrice: 9 })).toBe('stop');
  expect(kind({ stopPrice: 9, limitPrice: 8 })).toBe('stopLimit');
  expect(kind({ trail: { fraction: 0.1 }, limitPrice: 8 })).toBe('trailingStop');
  expect(kind({ type: 'market', limitPrice: 8 })).toBe('market');
});

it('signs the quantity by the side', () => {
  expect([1, -1].map((side) => orderTicket(3, side as 1 | -1, {}, 'here').quantity)).toEqual([3, -3]);
});

it('refuses a quantity that is signed itself', () => {
  expect(() => orderTicket(-3, -1, {}, 'here')).toThrow('here: the quantity is -3 (give units above 0: sell sells');
});
