import {
  barsOf,
  instrument,
  type BarSeries,
  type OrderBook,
  type SignalRun,
  type Strategy,
} from '@tidemark/core-market';
import { bySign, fixedCash, fixedQuantity, percentOfEquity } from '@tidemark/risk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExecutionEngine } from '../execution-engine.ts';
import { commission, noCommission } from '../market/commission.ts';
import { fixedSlippage, fractionSlippage, noSlippage } from '../market/slippage.ts';
import { MarketSimulator } from '../market-simulator.ts';
import { Portfolio } from '../portfolio.ts';
import { backtest } from './engine.ts';
import { fillHash, orderHash } from './manifest.ts';
import { resolveOptions, type BacktestOptions } from './options.ts';
import type { BacktestResult } from './result.ts';

const MINUTE = 60_000;

/** Bars of a market that jumps, gaps and stands still; from 2 to 40. Some go below zero, as spreads and oil have. */
const anyBars: fc.Arbitrary<BarSeries> = fc
  .record({
    from: fc.constantFrom(100, 20, 3),
    moves: fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 2,
      maxLength: 40,
    }),
    scale: fc.constantFrom(0.3, 1, 0.01),
    floor: fc.constantFrom(0.5, -Infinity),
    lotSize: fc.constantFrom(undefined, 1, 0.1, 7),
    tickSize: fc.constantFrom(undefined, 0.01, 0.25),
    multiplier: fc.constantFrom(1, 50, 0.1),
  })
  .map(({ from, moves, scale, floor, ...counts }) => {
    let price: number = from;
    const rows = moves.map(([gap, move], i) => {
      const open = Math.max(floor, price + gap * scale);
      price = Math.max(floor, open + move * scale);
      const [high, low] = [Math.max(open, price) + scale, Math.min(open, price) - scale];
      return { time: i * MINUTE, open, high, low, close: price, volume: 1_000 };
    });
    return barsOf(rows, { instrument: instrument('X', counts), timeframe: '1m' });
  });

const anySignals = fc.array(fc.constantFrom(NaN, NaN, NaN, 1, -1, 0, -0, 0.5, 0.55, 0.7, -0.3, 0.01), {
  minLength: 40,
  maxLength: 40,
});

const anyCosts = {
  capital: fc.constantFrom(1_000, 50_000, 137),
  commission: fc.constantFrom(
    noCommission,
    commission({ rate: 0.002 }),
    commission({ fixed: 1 }),
    commission({ perUnit: 0.01, minimum: 2 }),
  ),
  slippage: fc.constantFrom(noSlippage, fractionSlippage(0.003), fixedSlippage(0.2)),
  cap: fc.constantFrom('none', 'bar'),
  insufficient: fc.constantFrom(undefined, 'shrink', 'reject'),
  finalize: fc.constantFrom('mark', 'close'),
  when: fc.constantFrom({ latencyBars: 0 }, { latencyBars: 2 }, { onClose: true }),
} as const;

const anyOptions: fc.Arbitrary<Omit<BacktestOptions, 'strategy'>> = fc
  .record({
    ...anyCosts,
    act: fc.constantFrom('change', { every: 'bar', band: 0 }, { every: 'bar', band: 0.2 }, { every: '3m', band: 0.05 }),
    minChange: fc.constantFrom(0.1, 0, 0.5),
    firstCall: fc.constantFrom('ready', 'ready+1'),
    sizer: fc.constantFrom(
      percentOfEquity(0.95),
      percentOfEquity(1),
      fixedQuantity(10),
      fixedCash(500),
      bySign(percentOfEquity(0.4)),
    ),
  })
  .map(({ when, ...options }) => ({ ...options, ...when }) as Omit<BacktestOptions, 'strategy'>)
  // No band and a wait: every bar would replace the order of the bar before. Refused.
  .filter(({ act, latencyBars = 0 }) => act === 'change' || act === undefined || act.band > 0 || latencyBars === 0);

/** Says its signals; `skips` knows where the next one comes, as strategies of columns do. */
function saying(signals: readonly number[], skips: boolean, warmup = 0, plan?: SignalRun['plan']): Strategy {
  const nextChange = (from: number, to: number, stance: number): number => {
    let i = from;
    while (i < to && (signals[i] === stance || Number.isNaN(signals[i]))) i++;
    return i;
  };
  const planned = plan === undefined ? {} : { plan };
  const run: SignalRun = { columns: {}, warmup, signal: (i) => signals[i]!, ...(skips && { nextChange }), ...planned };
  return { name: 'saying', over: () => run };
}

/** Money and time, whatever was traded: what is not as it must be. */
function faultsOf(result: BacktestResult, options: Omit<BacktestOptions, 'strategy'>): string[] {
  return [...curveFaults(result), ...orderFaults(result, options)];
}

function curveFaults(result: BacktestResult): string[] {
  const faults: string[] = [];
  const { bars, fills, trades, openTrades, warnings, initialCapital, finalEquity } = result;
  const { multiplier } = bars.instrument;
  const curve = result.equity.equity;
  const ruined = warnings.some(({ code }) => code === 'RUINED');

  // Only fills move money: their replay is the curve, to the bit.
  const portfolio = new Portfolio(initialCapital);
  const position = portfolio.position(bars.instrument);
  let next = 0;
  for (let i = 0; i < bars.length; i++) {
    for (; next < fills.length && fills[next]!.bar === i; next++) {
      const { effect, price } = fills[next]!;
      const held = Math.abs(position.quantity);
      portfolio.apply(fills[next]!, bars.instrument);
      const equity = portfolio.equity(() => price);
      const exposure = Math.abs(position.quantity * price * multiplier);
      if (effect === 'close' && Math.abs(position.quantity) >= held)
        faults.push(`a close on bar ${i} that closes nothing`);
      // Rule 12: exposure goes up as far as the equity carries it.
      if (effect === 'open' && exposure > equity + 1e-9 * Math.abs(equity))
        faults.push(`${exposure} > ${equity}, bar ${i}`);
    }
    const marked = portfolio.equity(() => bars.close[i]!);
    const over = ruined && curve[i] === 0 && next === fills.length;
    if (curve[i] !== marked && !over) faults.push(`equity on bar ${i}: ${curve[i]}, replayed ${marked}`);
  }

  // What was won is what the trades won.
  const won = [...trades, ...openTrades].reduce((sum, { netProfit }) => sum + netProfit, 0);
  const final = ruined ? portfolio.cash : finalEquity;
  const lost = Math.abs(initialCapital + won - final);
  if (lost > 1e-9 * Math.max(initialCapital, Math.abs(won))) faults.push(`${lost} of money is lost`);
  return faults;
}

/** Nothing fills before it was decided, twice, more than was asked for, or after it ended; nothing is forgotten. */
function orderFaults(
  { bars, fills, orders, warnings }: BacktestResult,
  { onClose = false, latencyBars = 0 }: Omit<BacktestOptions, 'strategy'>,
): string[] {
  const faults: string[] = [];
  const wait = onClose ? 0 : 1 + latencyBars;
  const ruined = warnings.some(({ code }) => code === 'RUINED');
  for (const { id, quantity, filledQuantity, createdBar, status, source, reason } of orders) {
    const own = fills.filter(({ orderId }) => orderId === id);
    const filled = own.reduce((sum, fill) => sum + fill.quantity, 0);
    const fault = (what: string): number => faults.push(`order ${id} ${what}`);
    if (Math.abs(filled - filledQuantity) > 1e-12 * Math.abs(quantity))
      fault(`says ${filledQuantity}, filled ${filled}`);
    if (filled * quantity < 0 || Math.abs(filledQuantity) > Math.abs(quantity)) fault('filled what nobody asked for');
    if (own.some(({ bar }) => bar !== own[0]!.bar)) fault('filled on several bars');
    if ((status === 'filled') !== own.length > 0) fault(`is ${status} with ${own.length} fills`);
    if (status === 'filled' && reason === 'CANCELLED') fault('filled and was cancelled');
    if (source !== 'engine' && own.some(({ bar }) => bar < createdBar + wait)) fault('filled before its time');
    // What a handler of a fill submits comes too late for that close.
    const forgotten = createdBar + Math.max(wait, 1) < bars.length;
    if (status === 'working' && forgotten && !ruined) fault('works for ever');
  }
  return faults;
}

describe('whatever a strategy says', () => {
  it('keeps money, exposure and time', () => {
    fc.assert(
      fc.property(anyBars, anySignals, anyOptions, (bars, signals, options) => {
        expect(faultsOf(backtest(bars, { ...options, strategy: saying(signals, true) }), options)).toEqual([]);
      }),
    );
  });

  it('fills what reduces in full', () => {
    fc.assert(
      fc.property(anyBars, anySignals, anyOptions, (bars, signals, options) => {
        const { orders } = backtest(bars, { ...options, strategy: saying(signals, true) });
        let held = 0;
        for (const { status, quantity, filledQuantity } of orders) {
          if (status !== 'filled' && status !== 'rejected') continue;
          const closing = quantity * held < 0 ? Math.min(Math.abs(quantity), Math.abs(held)) : 0;
          expect(Math.abs(filledQuantity)).toBeGreaterThanOrEqual(closing * (1 - 1e-12));
          held += filledQuantity;
          if (Math.abs(held) < 1e-9) held = 0;
        }
      }),
    );
  });

  it('trades whole lots at prices on the tick', () => {
    fc.assert(
      fc.property(anyBars, anySignals, anyOptions, (bars, signals, options) => {
        const { lotSize, tickSize } = bars.instrument;
        const { orders, fills } = backtest(bars, { ...options, strategy: saying(signals, true) });
        for (const { quantity, price, orderId } of fills) {
          const lots = quantity / (lotSize ?? quantity);
          expect(Math.abs(lots - Math.round(lots))).toBeLessThanOrEqual(1e-9 * Math.abs(lots));
          if (tickSize === undefined || orders[orderId - 1]!.source === 'engine') continue; // closed at the close itself
          expect(Math.abs(price / tickSize - Math.round(price / tickSize))).toBeLessThan(1e-6);
        }
      }),
    );
  });
});

/** What a run left, to the bit. */
const traceOf = (engine: ExecutionEngine): unknown[] => {
  const time = (bar: number): number => bar * MINUTE;
  const orders = engine.orders.toArray(time);
  const fills = engine.fills.toArray({
    openTime: (_symbol, bar) => time(bar),
    closeTime: (_symbol, bar) => time(bar + 1),
  });
  return [orderHash(orders), fillHash(fills), [...engine.equity], engine.refused, engine.warnings, engine.ruined];
};

describe('however a run is driven', () => {
  it('leaves the same, to the bit: skimmed, walked, stepped, in chunks, listened to', () => {
    const anyCut = fc.tuple(fc.nat(40), fc.nat(4));
    fc.assert(
      fc.property(anyBars, anySignals, anyOptions, anyCut, (bars, signals, given, [cut, warmup]) => {
        const drive = (
          skips: boolean,
          how: (engine: ExecutionEngine) => void,
          on: BacktestOptions['on'] = {},
        ): unknown[] => {
          const options = resolveOptions({ ...given, strategy: saying(signals, skips, warmup) });
          const portfolio = new Portfolio(options.capital);
          const market = new MarketSimulator(portfolio, options);
          market.list(bars);
          const lane = { bars, run: options.strategy!.over(bars), share: 1 };
          const engine = new ExecutionEngine([lane], bars.length, portfolio, market, options, on);
          how(engine);
          engine.finish();
          return traceOf(engine);
        };
        const { length } = bars;
        const whole = (engine: ExecutionEngine): void => engine.run(0, length);
        const stepped = drive(true, (engine) => {
          for (let i = 0; i < length; i++) engine.step(i);
        });
        const chunks = drive(true, (engine) => {
          engine.run(0, Math.min(cut, length));
          engine.run(Math.min(cut, length), length);
        });
        let heard = NaN;
        const listened = drive(true, whole, { equity: (equity) => void (heard = equity), bar: () => {} });
        const trace = drive(true, whole);
        expect(stepped).toEqual(trace);
        expect(chunks).toEqual(trace);
        expect(listened).toEqual(trace);
        expect(drive(false, whole)).toEqual(trace);
        expect(drive(true, whole, { fill: () => {}, order: () => {} })).toEqual(trace);
        const curve = trace[2] as number[];
        expect(heard).toBe(trace[5] === true ? 0 : curve.at(-1));
      }),
    );
  });
});

const anyPlan = fc.constantFrom<NonNullable<SignalRun['plan']>>(
  ({ signal, price }) => ({ stop: price - signal * 3, target: price + signal * 4 }),
  ({ signal, price }) => ({ trail: { amount: 2 }, target: price + signal * 5 }),
  () => ({ trail: { amount: 1.5 } }),
  ({ signal, price }) => ({
    type: 'limit',
    limitPrice: price - Math.sign(signal),
    stop: price - signal * 9 - Math.sign(signal) * 2,
  }),
  ({ signal, price }) => ({ type: 'stop', stopPrice: price + Math.sign(signal), timeoutBars: 2 }),
);

it('with legs that rest it leaves the same, to the bit: drifted over, stepped, in chunks', () => {
  const anyPrices = anyBars.filter(({ low }) => low.every((price) => price > 0.5));
  fc.assert(
    fc.property(anyPrices, anySignals, anyPlan, fc.nat(40), (bars, signals, plan, cut) => {
      const drive = (skips: boolean, how: (engine: ExecutionEngine) => void): unknown => {
        const strategy = saying(signals, skips, 0, plan);
        const options = resolveOptions({ strategy, sizer: bySign(fixedQuantity(7)), capital: 50_000 });
        const portfolio = new Portfolio(options.capital);
        const simulator = new MarketSimulator(portfolio, options);
        const market = simulator.list(bars);
        const lane = { bars, run: strategy.over(bars), share: 1 };
        const engine = new ExecutionEngine([lane], bars.length, portfolio, simulator, options);
        market.sibling = (leg) => engine.lanes[0]!.desk.contingent.sibling(leg);
        how(engine);
        engine.finish();
        return [traceOf(engine), simulator.ambiguities];
      };
      const { length } = bars;
      const drifted = drive(true, (engine) => engine.run(0, length));
      const at = Math.min(cut, length);
      expect(drive(true, (engine) => (engine.run(0, at), engine.run(at, length)))).toEqual(drifted);
      expect(drive(false, (engine) => engine.run(0, length))).toEqual(drifted);
      const stepped = drive(true, (engine) => {
        for (let i = 0; i < length; i++) engine.step(i);
      });
      expect(stepped).toEqual(drifted);
    }),
  );
});

/** Orders by name, from the decision and from inside handlers, some of them taken back. */
function ordering(script: readonly (readonly [bar: number, quantity: number, kind: number])[]): Strategy {
  const over = (): SignalRun => {
    let book: OrderBook;
    let left = 40;
    const act = (quantity: number, kind: number): void => {
      const request = { type: 'market', quantity, reduceOnly: kind === 1 ? true : undefined } as const;
      const oldest = book.working()[0]?.id;
      if (kind === 2) book.cancel(oldest ?? 1);
      else if (kind === 3 && oldest !== undefined) book.replace(oldest, request);
      else if (kind === 4) book.cancel(book.submit(request));
      else book.submit(request);
    };
    const at = (i: number): void => {
      for (const [bar, quantity, kind] of script) if (bar === i) act(quantity, kind);
    };
    return {
      columns: {},
      warmup: 0,
      signal: () => NaN,
      start: (context) => void (book = context.book),
      orders: at,
      onFill: ({ orderId }) => {
        if (left-- <= 0 || orderId % 3 === 0) return;
        const newest = book.working().at(-1)?.id ?? 1;
        if (orderId % 2 === 0) book.cancel(newest);
        else act(orderId % 4 === 1 ? 1 : -2, orderId % 5);
      },
    };
  };
  return { name: 'ordering', over };
}

describe('whatever is ordered by name', () => {
  const anyScript = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(1, -1, 3, -3, 10, -10, 0.5, -2.5, 1e6), fc.nat(4)), {
    maxLength: 25,
  });
  it('keeps money, exposure and time', () => {
    fc.assert(
      fc.property(anyBars, anyScript, fc.record(anyCosts), (bars, script, { when, ...costs }) => {
        const options = { ...costs, ...when } as Omit<BacktestOptions, 'strategy'>;
        expect(faultsOf(backtest(bars, { ...options, strategy: ordering(script) }), options)).toEqual([]);
      }),
    );
  });
});
