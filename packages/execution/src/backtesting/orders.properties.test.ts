import type { BarSeries, Order, OrderStatus, SignalRun } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBars, anyTickets, ticketRun } from '../../fixtures/any-orders.ts';
import { ExecutionEngine } from '../execution-engine.ts';
import { commission, noCommission } from '../market/commission.ts';
import { fixedSlippage, noSlippage } from '../market/slippage.ts';
import { MarketSimulator } from '../market-simulator.ts';
import { Portfolio } from '../portfolio.ts';
import { statesAfter } from '../orders/life-cycle.ts';
import { backtest } from './engine.ts';
import { fillHash, orderHash } from './manifest.ts';
import { resolveOptions, type BacktestOptions } from './options.ts';
import type { BacktestResult } from './result.ts';

const MINUTE = 60_000;

type Options = Omit<BacktestOptions, 'strategy'>;
const anyOptions: fc.Arbitrary<Options> = fc.record({
  capital: fc.constantFrom(1_000, 50_000),
  commission: fc.constantFrom(noCommission, commission({ rate: 0.002 }), commission({ perUnit: 0.01, minimum: 1 })),
  slippage: fc.constantFrom(noSlippage, fixedSlippage(0.4)),
  cap: fc.constantFrom('none', 'bar'),
  volumeLimit: fc.constantFrom(undefined, undefined, 0.002),
  insufficient: fc.constantFrom(undefined, 'shrink', 'reject'),
  latencyBars: fc.constantFrom(0, 0, 2),
  costing: fc.constantFrom('average', 'average', 'fifo', 'lifo'),
  legs: fc.constantFrom('certain', 'certain', 'nextBar'),
  sameBar: fc.constantFrom('stop', 'nearest', 'optimistic'),
  uncertain: fc.constantFrom('none', 'stop', 'target'),
  limitTouch: fc.constantFrom('touch', 'through'),
  trailFrom: fc.constantFrom('high', 'close'),
  finalize: fc.constantFrom('mark', 'close'),
});

/** Where an order may go from where it is. What is filled at once is the engine's own closing. */
const after = (status: OrderStatus | undefined): readonly OrderStatus[] => {
  if (status === undefined) return ['working', 'rejected', 'filled'];
  return status === 'partiallyFilled' ? ['partiallyFilled', ...statesAfter(status)] : statesAfter(status);
};

/** A run, what it asked for, and every state that its orders were in. */
interface Run {
  readonly result: BacktestResult;
  readonly asked: ReadonlyMap<number, number>;
  readonly told: readonly Order[];
  readonly options: Options;
}

function runOf(bars: BarSeries, tickets: Parameters<typeof ticketRun>[0], options: Options): Run {
  const asked = new Map<number, number>();
  const told: Order[] = [];
  const strategy = { name: 'tickets', over: () => ticketRun(tickets, bars, asked) };
  const result = backtest(bars, { ...options, strategy, on: { order: (order) => void told.push(order) } });
  return { result, asked, told, options };
}

/** Of any run there are no such faults. */
const assert = (faultsOf: (run: Run) => unknown[]): void =>
  fc.assert(
    fc.property(anyBars(), anyTickets, anyOptions, (bars, tickets, options) => {
      expect(faultsOf(runOf(bars, tickets, options))).toEqual([]);
    }),
  );

/** The order of each fill. */
function withOrders({ fills, orders }: BacktestResult) {
  return fills.map((fill) => ({ fill, order: orders[fill.orderId - 1]! }));
}

describe('whatever is ordered', () => {
  it('cash and positions are the equity after every bar, and replaying the fills gives it to the bit', () => {
    assert(({ result, options }) => {
      const { bars, fills, warnings, initialCapital } = result;
      const portfolio = new Portfolio(initialCapital, options.costing ?? 'average');
      const ruined = warnings.some(({ code }) => code === 'RUINED');
      const faults: unknown[] = [];
      let next = 0;
      for (let i = 0; i < bars.length; i++) {
        for (; next < fills.length && fills[next]!.bar === i; next++) portfolio.apply(fills[next]!, bars.instrument);
        const equity = result.equity.equity[i]!;
        const over = ruined && equity === 0 && next === fills.length;
        const replayed = portfolio.equity(() => bars.close[i]!);
        if (!over && (equity !== replayed || !Number.isFinite(equity))) faults.push([i, equity, replayed]);
      }
      return next === fills.length ? faults : ['fills out of order'];
    });
  });

  it('nothing fills before it was ordered, nor a leg before its parent', () => {
    assert(({ result, options: { latencyBars = 0 } }) =>
      withOrders(result).filter(({ fill: { bar }, order: { createdBar, source } }) => {
        if (source === 'engine') return false;
        return source === 'leg' ? bar < createdBar : bar <= createdBar + latencyBars;
      }),
    );
  });

  it('a limit is never filled worse than its limit', () => {
    assert(({ result }) =>
      withOrders(result).filter(({ fill: { price, quantity }, order: { limitPrice } }) => {
        return limitPrice !== undefined && (price - limitPrice) * Math.sign(quantity) > 0;
      }),
    );
  });

  it("nothing fills outside its bar with cap: 'bar'", () => {
    assert(({ result, options }) => {
      const { high, low } = result.bars;
      const inside = options.cap === 'bar' || options.slippage === noSlippage;
      return inside ? result.fills.filter(({ bar, price }) => price > high[bar]! || price < low[bar]!) : [];
    });
  });

  it('of orders that cancel each other no more fills than one of them was for', () => {
    assert(({ result, asked, options }) => {
      const groups = new Map<string, Order[]>();
      for (const order of result.orders) {
        if (order.ocoGroup !== undefined) groups.set(order.ocoGroup, [...(groups.get(order.ocoGroup) ?? []), order]);
      }
      return [...groups.values()].filter((group) => {
        const filled = group.map(({ filledQuantity }) => Math.abs(filledQuantity));
        if (options.volumeLimit === undefined) return filled.filter((units) => units > 0).length > 1;
        const most = Math.max(...group.map(({ id }) => asked.get(id) ?? 0));
        return filled.reduce((sum, units) => sum + units, 0) > most * (1 + 1e-9);
      });
    });
  });

  it('legs and orders that only reduce never open and never turn a position', () => {
    assert(({ result }) => {
      let held = 0;
      return withOrders(result).filter(({ fill: { quantity, effect }, order }) => {
        const before = held;
        held += quantity;
        if (Math.abs(held) < 1e-9) held = 0;
        if (order.reduceOnly !== true && order.leg === undefined) return false;
        return effect === 'open' || before * quantity >= 0 || Math.abs(quantity) > Math.abs(before) * (1 + 1e-9);
      });
    });
  });

  it('legs that work protect no more than is held', () => {
    assert(({ result }) => {
      const held = result.fills.reduce((sum, { quantity }) => sum + quantity, 0);
      const legs = result.pending.filter(({ leg }) => leg !== undefined);
      return (['stop', 'target'] as const).filter((kind) => {
        const own = legs.filter(({ leg }) => leg === kind);
        const units = own.reduce((sum, { quantity, filledQuantity }) => sum + quantity - filledQuantity, 0);
        return units * held > 0 || Math.abs(units) > Math.abs(held) + 1e-9;
      });
    });
  });
});

describe('the life of an order', () => {
  it('goes from state to state as the table says, and ends where the log says', () => {
    assert(({ result, told }) => {
      const states = new Map<number, OrderStatus>();
      const faults: unknown[] = [];
      for (const { id, status } of told) {
        const before = states.get(id);
        if (!after(before).includes(status)) faults.push([id, before, status]);
        states.set(id, status);
      }
      for (const { id, status } of result.orders) if (states.get(id) !== status) faults.push([id, status]);
      return faults;
    });
  });

  it('says what was filled, never more than was asked for, and why where it was less', () => {
    assert(({ result }) => {
      const filled = new Map<number, number>();
      for (const { orderId, quantity } of result.fills) filled.set(orderId, (filled.get(orderId) ?? 0) + quantity);
      return result.orders.filter(({ id, status, quantity, filledQuantity, reason }) => {
        const units = filled.get(id) ?? 0;
        if (Math.abs(units - filledQuantity) > 1e-9) return true;
        if (filledQuantity * quantity < 0 || Math.abs(filledQuantity) > Math.abs(quantity) * (1 + 1e-9)) return true;
        const whole = Math.abs(quantity - filledQuantity) <= 1e-9;
        if (status === 'filled') return units === 0 || (!whole && reason === undefined);
        if (status === 'partiallyFilled') return units === 0 || whole;
        if (status === 'cancelled') return reason === undefined || whole;
        return units !== 0 || (status === 'working') !== (reason === undefined);
      });
    });
  });

  it('does not keep others from theirs: after any script a last order meets its bar', () => {
    const at = 25;
    fc.assert(
      fc.property(anyBars(), anyTickets, anyOptions, (bars, tickets, options) => {
        const { length } = bars;
        const run = ticketRun(tickets, bars);
        const left: unknown[] = [];
        let probe = 0;
        const orders: SignalRun['orders'] = (i, account, book) => {
          if (i < Math.min(at, length - 4)) return run.orders!(i, account, book);
          if (probe !== 0) return;
          for (const { id } of book.working()) book.cancel(id);
          left.push(...book.working());
          probe = book.submit({ type: 'market', quantity: 1 });
        };
        const result = backtest(bars, { ...options, strategy: { name: 'probe', over: () => ({ ...run, orders }) } });
        const ruined = result.warnings.some(({ code }) => code === 'RUINED');
        expect(left).toEqual([]);
        expect(ruined || result.orders[probe - 1]!.status).not.toBe('working');
      }),
    );
  });
});

it('a run in chunks is the run as a whole, to the bit', () => {
  fc.assert(
    fc.property(anyBars(), anyTickets, anyOptions, fc.integer({ min: 1, max: 9 }), (bars, tickets, given, chunk) => {
      const drive = (size: number): unknown[] => {
        const options = resolveOptions({
          ...given,
          strategy: { name: 'tickets', over: () => ticketRun(tickets, bars) },
        });
        const portfolio = new Portfolio(options.capital, options.semantics.costing);
        const simulator = new MarketSimulator(portfolio, options);
        const market = simulator.list(bars);
        const run = options.strategy!.over(bars);
        market.columns = run.columns;
        const engine = new ExecutionEngine([{ bars, run, share: 1 }], bars.length, portfolio, simulator, options);
        market.sibling = (leg) => engine.lanes[0]!.desk.contingent.sibling(leg);
        for (let from = 0; from < bars.length; from += size) engine.run(from, Math.min(bars.length, from + size));
        engine.finish();
        const openTime = (_symbol: string, bar: number): number => bar * MINUTE;
        const fills = engine.fills.toArray({ openTime, closeTime: (symbol, bar) => openTime(symbol, bar + 1) });
        const orders = engine.orders.toArray((bar) => (bar + 1) * MINUTE);
        return [orderHash(orders), fillHash(fills), [...engine.equity], simulator.ambiguities];
      };
      const { result } = runOf(bars, tickets, given);
      const whole = drive(bars.length);
      expect(drive(chunk)).toEqual(whole);
      expect(whole.slice(0, 2)).toEqual([result.manifest.orderHash, result.manifest.fillHash]);
    }),
  );
});

describe('where the bar does not show what decided', () => {
  const anyEntry = fc.record({
    type: fc.constantFrom('market', 'limit', 'stop', 'stopLimit'),
    side: fc.constantFrom(1, -1),
    away: fc.integer({ min: 0, max: 4 }),
    stop: fc.integer({ min: 1, max: 6 }),
    target: fc.integer({ min: 1, max: 6 }),
  });

  it('a bracketed trade is worth no less than at worst and no more than at best', () => {
    fc.assert(
      fc.property(anyBars(false), anyEntry, (bars, { type, side, away, stop, target }) => {
        const close = bars.close[0]!;
        const entry = type === 'market' ? close : type === 'limit' ? close - side * away : close + side * away;
        const request = {
          type,
          quantity: side * 2,
          limitPrice: type === 'limit' ? entry : type === 'stopLimit' ? entry + side : undefined,
          stopPrice: type === 'stop' || type === 'stopLimit' ? entry : undefined,
          legs: { stop: entry - side * stop, target: entry + side * target },
        };
        const profit = (options: Options): number => {
          const orders: SignalRun['orders'] = (i, _account, book) => void (i === 0 && book.submit(request));
          const run: SignalRun = { columns: {}, warmup: 0, signal: () => NaN, orders };
          return backtest(bars, { ...options, strategy: { name: 'entry', over: () => run } }).finalEquity;
        };
        const worst = profit({ uncertain: 'stop', sameBar: 'stop' });
        const best = profit({ uncertain: 'target', sameBar: 'optimistic' });
        for (const options of [{}, { sameBar: 'nearest' } as const]) {
          expect(profit(options)).toBeGreaterThanOrEqual(worst - 1e-9);
          expect(profit(options)).toBeLessThanOrEqual(best + 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });
});
