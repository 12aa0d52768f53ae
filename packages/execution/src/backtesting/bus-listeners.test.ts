import { EventBus, type BusEvent, type MarketEvents } from '@tidemark/core-events';
import { instrument, type BarSeries, type SignalRun } from '@tidemark/core-market';
import { fixedQuantity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { payloads, recorded, traceOf } from '../../fixtures/bus-events.ts';
import { rising, runScript } from '../../fixtures/run-script.ts';
import { bps } from '../market/commission.ts';
import { ohlcBars, priceBars, scripted } from '../testing/index.ts';
import { ambiguityInterval } from './ambiguity-interval.ts';
import { backtest } from './engine.ts';

const MINUTE = 60_000;

const bracket = scripted([NaN, 1], { plan: ({ price }) => ({ stop: price - 2, target: price + 3, tag: 'dip' }) });
const toTarget = ohlcBars([
  [10, 10, 10, 10],
  [10, 10, 10, 10],
  [10, 11, 9.5, 11],
  [11, 14, 11, 12],
]);

describe('a run on a bus', () => {
  it('publishes everything in the order in which it happens, each event at its time', () => {
    const { bus, events } = recorded();
    backtest(toTarget, { strategy: bracket, sizer: fixedQuantity(10), capital: 1_000, bus });
    const shown = ({ topic, time, payload }: BusEvent): unknown[] => {
      const { id, status } = payload as { id?: number; status?: string };
      return status === undefined ? [topic, time / MINUTE] : [topic, time / MINUTE, id, status];
    };
    expect(events.map(shown)).toEqual([
      ['bar.X.1m', 1],
      ['equity', 1],
      ['bar.X.1m', 2],
      ['equity', 2],
      ['signal.X', 2],
      ['order.X', 2, 1, 'working'],
      ['fill.X', 2],
      ['position.X', 2],
      ['order.X', 2, 2, 'working'],
      ['order.X', 2, 3, 'working'],
      ['order.X', 2, 1, 'filled'],
      ['bar.X.1m', 3],
      ['equity', 3],
      ['fill.X', 3],
      ['position.X', 3],
      ['trade.X', 3],
      ['order.X', 3, 2, 'cancelled'],
      ['order.X', 3, 3, 'filled'],
      ['bar.X.1m', 4],
      ['equity', 4],
    ]);
  });

  it('tells of bars, signals, positions and equity what they were', () => {
    const { bus, events } = recorded();
    const options = { strategy: bracket, sizer: fixedQuantity(10), capital: 1_000, commission: 0.001, bus };
    const { fills, trades, orders } = backtest(toTarget, options);
    expect(payloads(events, 'bar')[2]).toEqual({
      symbol: 'X',
      timeframe: '1m',
      time: 2 * MINUTE,
      open: 10,
      high: 11,
      low: 9.5,
      close: 11,
      volume: 1_000,
    });
    expect(payloads(events, 'signal')).toEqual([{ symbol: 'X', bar: 1, time: 2 * MINUTE, value: 1 }]);
    expect(payloads(events, 'fill')).toEqual(fills);
    expect(payloads(events, 'trade')).toEqual(trades);
    expect(trades[0]).toMatchObject({ tag: 'dip', exitPrice: 13 });
    expect(
      payloads<{ id: number; status: string }>(events, 'order').filter(({ status }) => status !== 'working'),
    ).toEqual([orders[0], orders[1], orders[2]]);
    expect(payloads(events, 'position')).toEqual([
      {
        symbol: 'X',
        time: 2 * MINUTE,
        quantity: 10,
        averagePrice: 10,
        barsHeld: 1,
        lots: [{ id: 1, quantity: 10, price: 10, bar: 2 }],
        markPrice: 10,
        unrealizedProfit: 0,
      },
      {
        symbol: 'X',
        time: 3 * MINUTE,
        quantity: 0,
        averagePrice: NaN,
        barsHeld: 0,
        lots: [],
        markPrice: 13,
        unrealizedProfit: 0,
      },
    ]);
    expect(payloads(events, 'equity')[2]).toEqual({ time: 3 * MINUTE, equity: 1_009.9, cash: 899.9, exposure: 110 });
  });

  it('values what a fill left of a position at the price of that fill, contract size included', () => {
    const { bus, events } = recorded('position.*');
    const es = ohlcBars(
      [
        [100, 100, 100, 100],
        [100, 100, 100, 100],
        [103, 103, 103, 103],
      ],
      instrument('ES', { multiplier: 50 }),
    );
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i < 2) book.submit({ type: 'market', quantity: i === 0 ? 3 : -1 });
    };
    backtest(es, { strategy: scripted([], { orders }), capital: 1_000_000, bus });
    expect(payloads(events, 'position')).toMatchObject([
      { quantity: 3, averagePrice: 100, markPrice: 100, unrealizedProfit: 0 },
      { quantity: 2, averagePrice: 100, markPrice: 103, unrealizedProfit: 2 * 3 * 50 },
    ]);
  });

  it('publishes the events of many instruments by moment, bars by symbol, and only for those that have one', () => {
    const { bus, events } = recorded(['bar.**', 'signal.*', 'fill.*', 'equity']);
    const A = ohlcBars(
      [
        [10, 10, 10, 10],
        [10, 10, 10, 10],
        [10, 12, 10, 12],
      ],
      'A',
    );
    const B: BarSeries = { ...A, symbol: 'B', instrument: instrument('B'), time: A.time.map((time) => time + MINUTE) };
    backtest({ B, A }, { strategy: scripted([1]), sizer: fixedQuantity(10), capital: 1_000, bus });
    const byMoment = [
      ['bar.A.1m 1', 'equity 1', 'signal.A 1'],
      ['fill.A 1', 'bar.A.1m 2', 'bar.B.1m 2', 'equity 2', 'signal.B 2'],
      ['fill.B 2', 'bar.A.1m 3', 'bar.B.1m 3', 'equity 3'],
      ['bar.B.1m 4', 'equity 4'],
    ];
    expect(events.map(({ topic, time }) => `${topic} ${time / MINUTE}`)).toEqual(byMoment.flat());
  });

  it('publishes the bar that each tick of a run over ticks is, at the time of the tick', () => {
    const { bus, events } = recorded('bar.**');
    const time = Float64Array.of(1_000, 1_500);
    const ticks = { instrument: instrument('X'), length: 2, time, price: Float64Array.of(10, 11), size: time };
    backtest(ticks, { strategy: scripted([1]), bus });
    expect(events).toMatchObject([
      { topic: 'bar.X.irregular', time: 1_000, payload: { timeframe: 'irregular', close: 10 } },
      { topic: 'bar.X.irregular', time: 1_500, payload: { timeframe: 'irregular', close: 11, closeTime: 1_500 } },
    ]);
  });

  it('says of an order that expires unmet when that was: at the open that finds its time over', () => {
    const { bus, events } = recorded('order.*');
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i > 0) return;
      book.submit({ type: 'limit', quantity: 1, limitPrice: 1, timeInForce: 'GTD', expireTime: 2 * MINUTE });
    };
    backtest(rising, { strategy: scripted([], { orders }), bus });
    expect(events.map(({ time, payload }) => [time / MINUTE, (payload as { status: string }).status])).toEqual([
      [1, 'working'],
      [3, 'expired'],
    ]);
  });

  it('marks the equity once more where something filled at the close', () => {
    const { bus, events } = recorded('equity');
    const result = runScript(rising, [1, 0, 1], { onClose: true, commission: bps(100), finalize: 'close', bus });
    const last = new Map(payloads<{ time: number; equity: number }>(events, 'equity').map((each) => [each.time, each]));
    expect([...last.values()].map(({ equity }) => equity)).toEqual([...result.equity.equity]);
    expect(events.length).toBeGreaterThan(last.size);
  });

  it('ends with nothing held and nothing left where it is ruined', () => {
    const { bus, events } = recorded(['equity', 'trade.*']);
    const squeezed = priceBars([10, 10], [10, 25], [30, 30]);
    runScript(squeezed, [-1], { capital: 100, bus });
    expect(events.map(({ topic }) => topic)).toEqual(['equity', 'trade.X', 'equity']);
    expect(events.at(-1)!.payload).toEqual({ time: 2 * MINUTE, equity: 0, cash: -50, exposure: 0 });
  });

  it('tells of trades across a split as the result does', () => {
    const { bus, events } = recorded('trade.*');
    const halved = priceBars([100, 100], [100, 100], [50, 50], [52, 52], [52, 52]);
    const split = { kind: 'split', symbol: 'X', time: halved.time[2]!, ratio: 2 } as const;
    const { trades } = runScript(halved, [1, NaN, 0], { corporateActions: [split], bus });
    expect(payloads(events, 'trade')).toEqual(trades);
    expect(trades).toMatchObject([{ quantity: 20, entryPrice: 50, netProfit: 40 }]);
  });

  it('tells money of the account where an instrument has another: trades as the result does, positions at the rate of the fill', () => {
    const { bus, events } = recorded(['trade.*', 'position.*', 'equity']);
    const share = ohlcBars(
      [
        [10, 10, 10, 10],
        [10, 10, 10, 10],
        [12, 12, 12, 12],
        [12, 12, 12, 12],
      ],
      instrument('SHARE', { currency: 'EUR' }),
    );
    const eur = priceBars([1.5, 1.5], [2, 2], [2, 2], [2, 2]);
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i < 3) book.submit({ type: 'market', quantity: [100, -40, -60][i]! });
    };
    const options = { strategy: scripted([], { orders }), currency: 'USD', fx: { EUR: eur } };
    const { trades } = backtest(share, { ...options, bus });
    expect(payloads(events, 'trade')).toEqual(trades);
    expect(trades).toMatchObject([
      { quantity: 40, entryRate: 1.5, exitRate: 2, grossProfit: 40 * (24 - 15) },
      { quantity: 60, entryRate: 1.5, exitRate: 2, grossProfit: 60 * (24 - 15) },
    ]);
    expect(payloads(events, 'position')).toMatchObject([
      { quantity: 100, unrealizedProfit: 0 },
      { quantity: 60, unrealizedProfit: 60 * 2 * 2 },
      { quantity: 0, unrealizedProfit: 0 },
    ]);
    expect(payloads(events, 'equity')[1]).toMatchObject({ cash: 8_500, exposure: 2_000, equity: 10_500 });
  });

  it('tells listeners and the bus, also those whose methods are those of a class', () => {
    class Diary {
      readonly heard: string[] = [];
      fill(): void {
        this.heard.push('fill');
      }
    }
    const { bus, events } = recorded('fill.*');
    const on = new Diary();
    runScript(rising, [1], { on, bus });
    expect([on.heard, events.length]).toEqual([['fill'], 1]);
  });

  it('tells of the first run alone where ambiguous bars are decided both ways', () => {
    const { bus, events } = recorded('fill.*');
    const unclear = ohlcBars([
      [10, 10, 10, 10],
      [10, 10.5, 9.5, 10],
      [10, 12.5, 8.5, 10],
    ]);
    const strategy = scripted([1], { plan: () => ({ stop: 9, target: 12 }) });
    const { result } = ambiguityInterval(unclear, { strategy, sizer: fixedQuantity(10), bus });
    expect([result.ambiguities.length, payloads(events, 'fill')]).toEqual([1, result.fills]);
  });

  it('takes a bus with events of its own beside those of this field', () => {
    interface MyEvents extends MarketEvents {
      'news.*': string;
    }
    const bus = new EventBus<MyEvents>();
    const heard: number[] = [];
    bus.on('fill.*', ({ price }) => {
      heard.push(price);
      bus.publish('news.desk', `filled at ${price}`);
    });
    runScript(rising, [1], { bus });
    expect([heard, bus.stats().published]).toEqual([[12], 2]);
  });

  it('goes on where a handler fails: the bus keeps the letter', () => {
    const bus = new EventBus();
    bus.on('fill.*', function ledger() {
      throw new Error('disk full');
    });
    const result = runScript(rising, [1, 0], { bus });
    expect(traceOf(result)).toEqual(traceOf(runScript(rising, [1, 0])));
    expect(bus.deadLetters.list()).toMatchObject([{ handler: 'ledger' }, { handler: 'ledger' }]);
  });

  it('refuses what is no bus, and on a deterministic bus async handlers', () => {
    const emitter = { emit: () => true } as unknown as EventBus;
    expect(() => runScript(rising, [1], { bus: emitter })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', where: 'backtest, option bus' }),
    );
    const bus = new EventBus({ deterministic: true });
    bus.onAsync('fill.*', async () => {});
    const code = 'ASYNC_IN_DETERMINISTIC_RUN';
    expect(() => runScript(rising, [1], { bus })).toThrow(expect.objectContaining({ code }));
  });
});
