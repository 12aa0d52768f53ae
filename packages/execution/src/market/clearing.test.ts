import {
  instrument,
  type BrokerEvents,
  type Fill,
  type InstrumentOptions,
  type OrderRequest,
} from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { ohlc } from '../../fixtures/run-orders.ts';
import { workingOrder } from '../../fixtures/working-order.ts';
import type { WorkingOrder } from '../orders/working-order.ts';
import { Portfolio } from '../portfolio.ts';
import type { Costing } from '../position.ts';
import type { BuyingPower } from './buying-power.ts';
import { PROFILES, type Semantics } from '../semantics.ts';
import { Clearing, type ClearingOptions, type Moment } from './clearing.ts';
import { commission, noCommission } from './commission.ts';
import { makerTaker } from './maker-taker.ts';
import { fixedSlippage, noSlippage } from './slippage.ts';
import { noVolumeLimit, volumeShare } from './volume-limit.ts';

interface Given extends Partial<Omit<ClearingOptions, 'semantics'>>, Partial<Semantics> {
  readonly costing?: Costing;
  /** Units that can be paid. */
  readonly most?: number;
  readonly counts?: InstrumentOptions;
  readonly onFill?: (order: WorkingOrder) => void;
}

/** A clearing house on one bar, 100 (98 to 103), volume 100, and what it told. */
function clearing({ costing = 'average', most = Infinity, counts = {}, onFill, ...given }: Given = {}) {
  const { commission: paid = noCommission, slippage = noSlippage, volumeLimit = noVolumeLimit, ...switches } = given;
  const bars = ohlc([[100, 103, 98, 101, 100]], counts);
  const portfolio = new Portfolio(10_000, costing);
  const holding = portfolio.holding(instrument('X', counts));
  const power: BuyingPower = {
    units: (units) => Math.sign(units) * Math.min(Math.abs(units), most),
    resolve: () => 7,
  };
  const house = new Clearing(bars, holding, power, {
    semantics: { ...PROFILES['tidemark-1'], ...switches },
    commission: paid,
    slippage,
    volumeLimit,
  });
  house.open(0);
  const fills: Fill[] = [];
  const events: BrokerEvents = {
    fill: (fill, order) => {
      fills.push({ ...fill, time: fill.time });
      portfolio.apply(fill, holding.instrument, holding.position);
      onFill?.(order as WorkingOrder);
    },
    order: () => {},
  };
  const settle = (
    request: Partial<OrderRequest>,
    price = 100,
    moment: Moment = 'open',
    sized = false,
  ): WorkingOrder => {
    const order = workingOrder(request, { sized });
    house.settle(order, price, 0, moment, events);
    return order;
  };
  return { house, settle, fills, events, position: holding.position };
}

const stateOf = ({ status, filledQuantity, reason }: WorkingOrder): unknown[] => [status, filledQuantity, reason];

describe('an order that meets its price', () => {
  it('fills, and opens', () => {
    const { settle, fills } = clearing();
    expect(stateOf(settle({ quantity: 5 }))).toEqual(['filled', 5, undefined]);
    expect(fills).toMatchObject([{ quantity: 5, price: 100, effect: 'open', slippage: 0 }]);
  });

  it('beyond what is held closes first and then opens, as two fills', () => {
    const { settle, fills } = clearing({ commission: commission({ fixed: 1 }) });
    settle({ quantity: 5 });
    settle({ quantity: -8 });
    expect(fills.map(({ quantity, effect, commission: paid }) => [quantity, effect, paid])).toEqual([
      [5, 'open', 1],
      [-5, 'close', 1],
      [-3, 'open', 1],
    ]);
  });

  it("pays once for both with commissionPer: 'order'", () => {
    const { settle, fills } = clearing({ commission: commission({ fixed: 1 }), commissionPer: 'order' });
    settle({ quantity: 5 });
    settle({ quantity: -8 });
    expect(fills.map((fill) => fill.commission)).toEqual([1, 1, 0]);
  });

  it('that only reduces leaves the rest, and says so', () => {
    const { settle, position } = clearing();
    settle({ quantity: 5 });
    expect(stateOf(settle({ quantity: -8, reduceOnly: true }))).toEqual(['filled', -5, 'REDUCE_ONLY']);
    expect(stateOf(settle({ quantity: -1, reduceOnly: true }))).toEqual(['rejected', 0, 'REDUCE_ONLY']);
    expect(position.quantity).toBe(0);
  });

  it('for a fraction of the equity is units from here on', () => {
    const { settle } = clearing();
    const order = settle({ quantity: { ofEquity: -0.5 } });
    expect([order.quantity, ...stateOf(order)]).toEqual([-7, 'filled', -7, undefined]);
  });
});

describe('lots', () => {
  it.each([
    ['fifo', [1, 2]],
    ['lifo', [2, 1]],
  ] as const)('by %s close in that order', (costing, order) => {
    const { settle, fills } = clearing({ costing });
    const ids = [settle({ quantity: 3 }).id, settle({ quantity: 3 }).id];
    settle({ quantity: -4 });
    expect(fills.slice(2).map(({ quantity, lot }) => [quantity, ids.indexOf(lot!) + 1])).toEqual([
      [-3, order[0]],
      [-1, order[1]],
    ]);
  });

  it('that an order names are all that it closes', () => {
    const { settle, fills } = clearing({ costing: 'fifo' });
    const [, second] = [settle({ quantity: 3 }), settle({ quantity: 3 })];
    expect(stateOf(settle({ quantity: -4, closes: second.id }))).toEqual(['filled', -3, 'REDUCE_ONLY']);
    expect(fills.at(-1)).toMatchObject({ quantity: -3, lot: second.id });
  });

  it('that hedge stand side by side', () => {
    const { settle, position } = clearing({ costing: 'hedging' });
    settle({ quantity: 3 });
    settle({ quantity: -3 });
    expect([position.quantity, position.gross]).toEqual([0, 6]);
  });
});

describe('short of cash (rule 12)', () => {
  it('sized orders shrink, explicit ones are rejected', () => {
    const { settle } = clearing({ most: 4 });
    expect(stateOf(settle({ quantity: 5 }, 100, 'open', true))).toEqual(['filled', 4, 'SHRUNK_TO_CASH']);
    expect(stateOf(settle({ quantity: 5 }))).toEqual(['rejected', 0, 'INSUFFICIENT_CASH']);
  });

  it.each([
    ['shrink', false, 4],
    ['reject', true, 0],
  ] as const)("all do with '%s' (sized: %s)", (insufficient, sized, filled) => {
    const { settle } = clearing({ most: 4, insufficient });
    expect(settle({ quantity: 5 }, 100, 'open', sized).filledQuantity).toBe(filled);
  });

  it('all or nothing is nothing', () => {
    const { settle } = clearing({ most: 4, insufficient: 'shrink' });
    expect(stateOf(settle({ quantity: 5, timeInForce: 'FOK' }))).toEqual(['rejected', 0, 'INSUFFICIENT_CASH']);
  });

  it('what is left but for dust opens nothing', () => {
    const { settle } = clearing({ most: 1e-15, insufficient: 'shrink' });
    expect(stateOf(settle({ quantity: 5 }))).toEqual(['rejected', 0, 'INSUFFICIENT_CASH']);
  });

  it('the closing part always passes', () => {
    const { settle, position } = clearing({ insufficient: 'reject' });
    settle({ quantity: 5 });
    const poor = clearing({ most: 0 });
    poor.position.open(5, 100, 0, 0, 1);
    expect(stateOf(poor.settle({ quantity: -8 }))).toEqual(['filled', -5, 'INSUFFICIENT_CASH']);
    expect([poor.position.quantity, position.quantity]).toEqual([0, 5]);
  });
});

describe('volume (rule 14)', () => {
  const limited = { volumeLimit: volumeShare(0.04) } as const;

  it('fills a part, and the rest works on', () => {
    expect(stateOf(clearing(limited).settle({ quantity: 5 }))).toEqual(['partiallyFilled', 4, undefined]);
  });

  it('that is used up fills nothing: the order waits', () => {
    const { settle } = clearing(limited);
    settle({ quantity: 4 });
    expect(stateOf(settle({ quantity: 1 }))).toEqual(['working', 0, undefined]);
  });

  it('is not fresh where orders meet the same bar once more', () => {
    const { house, settle } = clearing(limited);
    settle({ quantity: 4 });
    house.open(0);
    expect(stateOf(settle({ quantity: 1 }))).toEqual(['working', 0, undefined]);
  });

  it('all or nothing is nothing', () => {
    expect(stateOf(clearing(limited).settle({ quantity: 5, timeInForce: 'FOK' }))).toEqual(['working', 0, undefined]);
  });

  it('an order that is taken back as it fills stays so; one that is filled already is no longer working', () => {
    const takeBack = (order: WorkingOrder): void => {
      if (order.status === 'working') order.become('cancelled');
    };
    const { settle } = clearing({ ...limited, onFill: takeBack });
    expect(stateOf(settle({ quantity: 5 }))).toEqual(['cancelled', 4, undefined]);
    expect(stateOf(clearing({ onFill: takeBack }).settle({ quantity: 5 }))).toEqual(['filled', 5, undefined]);
  });
});

describe('the price of a fill (rule 10)', () => {
  const slippage = fixedSlippage(0.3);

  it.each([
    ['market', { quantity: 1 }, 100.3],
    ['stop', { type: 'stop', quantity: -1, stopPrice: 100 }, 99.7],
    ['trailing stop', { type: 'trailingStop', quantity: -1, stopPrice: 100 }, 99.7],
    ['limit', { type: 'limit', quantity: 1, limitPrice: 100 }, 100],
    ['stop-limit', { type: 'stopLimit', quantity: 1, stopPrice: 100, limitPrice: 101 }, 100],
  ] as const)('of a %s order', (_type, request, price) => {
    const { settle, fills } = clearing({ slippage });
    settle(request);
    expect(fills[0]).toMatchObject({ price, slippage: expect.closeTo(Math.abs(price - 100)) });
  });

  it("slips on what opens alone with slippageOn: 'opening'", () => {
    const { settle, fills } = clearing({ slippage, slippageOn: 'opening' });
    settle({ type: 'limit', quantity: 1, limitPrice: 100 });
    settle({ quantity: -1 });
    expect(fills.map(({ price }) => price)).toEqual([100.3, 100]);
  });

  it.each([
    [{ quantity: 1 }, 100.1, 100.25], // against the trader
    [{ quantity: -1 }, 100.1, 100],
    [{ type: 'limit', quantity: 1, limitPrice: 100.1 }, 100.1, 100], // never beyond the limit
    [{ type: 'limit', quantity: -1, limitPrice: 100.1 }, 100.1, 100.25],
    [{ type: 'limit', quantity: 1, limitPrice: 101 }, 100.2, 100.25], // to the nearest, where the limit allows it
    [{ type: 'limit', quantity: 1, limitPrice: 100.2 }, 100.15, 100],
  ] as const)('of %o at %d on ticks of a quarter is %d', (request, at, price) => {
    const { settle, fills } = clearing({ counts: { tickSize: 0.25 } });
    settle(request, at);
    expect(fills[0]!.price).toBe(price);
  });

  it.each(['open', 'inside', 'close'] as const)("stays in the bar with cap: 'bar' at its %s", (moment) => {
    const { settle, fills } = clearing({ slippage: fixedSlippage(5), cap: 'bar' });
    settle({ quantity: 1 }, 101, moment);
    settle({ quantity: -1 }, 101, moment);
    expect(fills.map(({ price }) => price)).toEqual([103, 98]);
  });
});

it('only a limit that waited inside the bar made the market (rule 13)', () => {
  const fees = makerTaker({ maker: 0, taker: 0.001 });
  const paid = (request: Partial<OrderRequest>, moment: Moment): number => {
    const { settle, fills } = clearing({ commission: fees });
    settle(request, 100, moment);
    return fills[0]!.commission;
  };
  const limit = { type: 'limit', limitPrice: 100 } as const;
  const costs = [
    paid(limit, 'inside'),
    paid(limit, 'open'),
    paid({ type: 'stop', stopPrice: 100 }, 'inside'),
    paid({}, 'open'),
  ];
  expect(costs).toEqual([0, 0.1, 0.1, 0.1].map((money) => expect.closeTo(money)));
});

it('a fill has the time of its moment', () => {
  const { settle, fills } = clearing();
  for (const moment of ['open', 'inside', 'close'] as const) settle({}, 100, moment);
  expect(fills.map(({ time }) => time)).toEqual([0, 0, 60_000]);
});

it('what an order would close is told before it fills', () => {
  const { house, settle } = clearing();
  settle({ quantity: 5 });
  const closes = (request: Partial<OrderRequest>): boolean => house.closes(workingOrder(request));
  expect([closes({ quantity: -1 }), closes({ quantity: -9 }), closes({ quantity: 1 })]).toEqual([true, true, false]);
});
