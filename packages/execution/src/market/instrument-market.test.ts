import type { BrokerEvents, OrderRequest } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { ohlc } from '../../fixtures/run-orders.ts';
import { workingOrder } from '../../fixtures/working-order.ts';
import type { Ambiguity } from '../ambiguity.ts';
import type { WorkingOrder } from '../orders/working-order.ts';
import { Portfolio } from '../portfolio.ts';
import { PROFILES, type Semantics } from '../semantics.ts';
import { EquityBuyingPower } from './buying-power.ts';
import { Clearing } from './clearing.ts';
import { noCommission } from './commission.ts';
import { InstrumentMarket } from './instrument-market.ts';
import { latency, noLatency, type LatencyModel } from './latency.ts';
import { cashMargin } from './margin.ts';
import { noSlippage } from './slippage.ts';
import { noVolumeLimit } from './volume-limit.ts';

type Row = readonly [open: number, high: number, low: number, close: number];
const calm: Row = [100, 100, 100, 100];

/** The market of X alone, after bar 0; what it filled and what it told. */
function marketOn(rows: readonly Row[], switches: Partial<Semantics> = {}, wait: LatencyModel = noLatency) {
  const bars = ohlc([calm, ...rows]);
  const portfolio = new Portfolio(10_000);
  const holding = portfolio.holding(bars.instrument);
  const semantics = { ...PROFILES['tidemark-1'], ...switches };
  const power = new EquityBuyingPower({ portfolio, commission: noCommission, margin: cashMargin });
  const costs = { commission: noCommission, slippage: noSlippage, volumeLimit: noVolumeLimit };
  const clearing = new Clearing(bars, holding, power, { semantics, ...costs });
  const ambiguities: Ambiguity[] = [];
  const market = new InstrumentMarket(bars, holding, clearing, { semantics, latency: wait, ambiguities });
  const fills: [tag: string | undefined, bar: number, quantity: number, price: number][] = [];
  const told: string[] = [];
  const events: BrokerEvents = {
    fill: (fill, order) => {
      fills.push([order.tag, fill.bar, fill.quantity, fill.price]);
      portfolio.apply(fill, bars.instrument, holding.position);
    },
    order: ({ tag, status }) => void told.push(`${tag} ${status}`),
  };
  const submit = (tag: string, request: Partial<OrderRequest> = {}): WorkingOrder => {
    const order = workingOrder({ ...request, tag });
    market.submit(order);
    return order;
  };
  const meet = (): typeof fills => {
    for (let i = 1; i < bars.length; i++) market.match(i, events);
    return fills;
  };
  return { market, submit, meet, fills, told, events, holding };
}

describe('the open of a bar (rule 2)', () => {
  it('fills reductions before increases, then orders at market before those that it passed, then by submission', () => {
    const { submit, meet, holding } = marketOn([calm]);
    holding.position.open(5, 100, 0, 0, 0);
    submit('limit', { type: 'limit', limitPrice: 101 });
    submit('first');
    submit('second');
    submit('sell', { quantity: -2 });
    submit('sell limit', { type: 'limit', quantity: -1, limitPrice: 99 });
    expect(meet().map(([tag]) => tag)).toEqual(['sell', 'sell limit', 'first', 'second', 'limit']);
  });

  it('comes before what happens inside the bar', () => {
    const { submit, meet } = marketOn([[100, 105, 95, 100]]);
    submit('inside', { type: 'stop', stopPrice: 102 });
    submit('at the open');
    expect(meet()).toEqual([
      ['at the open', 1, 1, 100],
      ['inside', 1, 1, 102],
    ]);
  });
});

describe('a bar that reaches no order', () => {
  it('fills nothing, tells nothing, and lets stops trail', () => {
    const { submit, meet, told } = marketOn([
      [100, 104, 99, 103],
      [103, 103, 102, 102],
    ]);
    const order = submit('trail', { type: 'trailingStop', quantity: -1, trail: { amount: 3 }, stopPrice: 97 });
    expect([meet(), told, order.stopPrice]).toEqual([[], [], 101]);
  });

  it("lets them trail from the close with trailFrom: 'close'", () => {
    const { submit, meet } = marketOn([[100, 104, 99, 103]], { trailFrom: 'close' });
    const order = submit('trail', { type: 'trailingStop', quantity: -1, trail: { amount: 3 }, stopPrice: 97 });
    meet();
    expect(order.stopPrice).toBe(100);
  });
});

describe('orders on their way', () => {
  it('meet no bar before they are there', () => {
    const { submit, meet } = marketOn([calm, calm, calm], {}, latency({ bars: 1 }));
    submit('late');
    expect(meet()).toEqual([['late', 2, 1, 100]]);
  });

  it('may be taken back', () => {
    const { market, submit, meet } = marketOn([calm, calm], {}, latency({ bars: 1 }));
    const order = submit('late');
    expect([market.withdraw(order), market.withdraw(order), meet(), market.orders]).toEqual([true, false, [], []]);
  });
});

describe('the close of a bar', () => {
  it('fills what waits for it, a limit where it is good enough, and ends what is not', () => {
    const { submit, meet, told } = marketOn([[100, 105, 95, 99]]);
    submit('market', { at: 'close' });
    submit('good', { type: 'limit', limitPrice: 99, at: 'close' });
    submit('not', { type: 'limit', limitPrice: 98, at: 'close' });
    expect([meet(), told]).toEqual([
      [
        ['market', 1, 1, 99],
        ['good', 1, 1, 99],
      ],
      ['market filled', 'good filled', 'not expired'],
    ]);
  });

  it('that decided fills orders at market with onClose, reductions first, and no others', () => {
    const { market, submit, events, fills, holding } = marketOn([calm], { onClose: true });
    holding.position.open(5, 100, 0, 0, 0);
    submit('buy');
    submit('sell', { quantity: -1 });
    submit('limit', { type: 'limit', limitPrice: 200 });
    market.fillAtDecision(0, events);
    expect([fills, market.orders.map(({ tag }) => tag)]).toEqual([
      [
        ['sell', 0, -1, 100],
        ['buy', 0, 1, 100],
      ],
      ['limit'],
    ]);
  });
});

describe('orders whose time is over', () => {
  it('end before the bar they come too late for', () => {
    const { submit, meet, told } = marketOn([calm, [80, 80, 80, 80]]);
    submit('date', { type: 'limit', limitPrice: 90, timeInForce: 'GTD', expireTime: 60_000 });
    submit('bars', { type: 'limit', limitPrice: 90, timeoutBars: 1 });
    expect([meet(), told]).toEqual([[], ['bars expired', 'date expired']]);
  });

  it('for the open end with its bar, also where they are limits that the bar reaches later', () => {
    const { submit, meet, told } = marketOn([[100, 100, 80, 80]]);
    submit('open', { type: 'limit', limitPrice: 90, at: 'open' });
    expect([meet(), told]).toEqual([[], ['open expired']]);
  });
});

it('orders that work are listed as they came, and leave as they end', () => {
  const { market, submit, meet } = marketOn([calm]);
  for (const tag of ['a', 'b']) submit(tag, { type: 'limit', limitPrice: 50 });
  submit('c');
  expect(market.orders.map(({ tag }) => tag)).toEqual(['a', 'b', 'c']);
  meet();
  expect(market.orders.map(({ tag }) => tag)).toEqual(['a', 'b']);
});

describe('an order that another one woke', () => {
  const woken = (moment: 'open' | 'inside'): unknown[] => {
    const { market, submit, meet, fills, events } = marketOn([
      [100, 103, 97, 100],
      [99, 99, 99, 99],
    ]);
    submit('first', moment === 'open' ? {} : { type: 'stop', stopPrice: 102 });
    const told = events.order.bind(events);
    events.order = (order) => {
      told(order);
      if (order.tag !== 'first') return;
      market.submit(Object.assign(workingOrder({ quantity: -1, tag: 'second' }), { follows: true }));
    };
    meet();
    return fills;
  };

  it('meets the same open, and after a fill inside the bar the next one', () => {
    expect(woken('open')).toEqual([
      ['first', 1, 1, 100],
      ['second', 1, -1, 100],
    ]);
    expect(woken('inside')).toEqual([
      ['first', 1, 1, 102],
      ['second', 2, -1, 99],
    ]);
  });
});
