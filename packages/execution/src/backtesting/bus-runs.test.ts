import { EventBus, MemorySink, record, replay } from '@tidemark/core-events';
import type { BarSeries } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBars, anyTickets, ticketRun } from '../../fixtures/any-orders.ts';
import { counting, payloads, recorded, traceOf } from '../../fixtures/bus-events.ts';
import { rising } from '../../fixtures/run-script.ts';
import { walk } from '../../fixtures/walk.ts';
import { scripted } from '../testing/index.ts';
import { busListeners } from './bus-listeners.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { backtest } from './engine.ts';
import type { BacktestOptions } from './options.ts';
import { runDataOf } from './run-data.ts';

const MINUTE = 60_000;

describe('a bus of which nobody hears', () => {
  it('gives the engine no listeners at all', () => {
    const bus = new EventBus();
    bus.on('tick.*', () => {});
    bus.on('fill.OTHER', () => {});
    bus.on('bar.X.1h', () => {});
    const data = runDataOf(rising);
    const money = { currency: 'USD', rates: undefined };
    expect(Object.keys(busListeners(bus, data, money, { cash: 0 }))).toEqual([]);
    bus.on('trade.X', () => {});
    expect(Object.keys(busListeners(bus, data, money, { cash: 0 }))).toEqual(['trade']);
  });

  it.each([1, 3])('lets it skip quiet bars of %i instruments, as without a bus', (count) => {
    const bars = Object.fromEntries(
      ['A', 'B', 'C'].slice(0, count).map((symbol, seed) => [symbol, walk(500, { symbol, seed })]),
    );
    const asked = (bus?: EventBus): number => {
      const script = counting([1, ...Array.from({ length: 300 }, () => NaN), 0]);
      const options = { strategy: script.strategy, bus };
      backtest(count === 1 ? bars['A']! : bars, options as BacktestOptions);
      return script.asked();
    };
    const heard = new EventBus();
    heard.on('equity', () => {});
    expect([asked(new EventBus()), asked(heard)]).toEqual([asked(), 500 * count]);
    expect(asked()).toBeLessThan(20 * count);
  });

  it('hears what is subscribed to, and of the instruments that are', () => {
    const bus = new EventBus();
    const topics: string[] = [];
    bus.on(['fill.B', 'signal.A'], (_, { topic }) => void topics.push(topic));
    const bars = { A: walk(50, { symbol: 'A' }), B: walk(50, { symbol: 'B', seed: 2 }) };
    backtest(bars, { strategy: scripted([1, 0]), bus });
    expect(topics).toEqual(['signal.A', 'fill.B', 'signal.A', 'fill.B']);
    expect(bus.stats().published).toBe(4);
  });
});

describe('whoever listens', () => {
  it('changes nothing of a run, to the bit, and hears what the run tells afterwards', () => {
    const costing = fc.constantFrom<BacktestOptions['costing']>('average', 'fifo', 'hedging');
    fc.assert(
      fc.property(anyBars(), anyTickets, costing, (bars, tickets, kept) => {
        const strategy = { name: 'tickets', over: (series: BarSeries) => ticketRun(tickets, series) };
        const options = { strategy, costing: kept, commission: 0.001, capital: 2_000 };
        const { bus, events } = recorded();
        const heard = backtest(bars, { ...options, bus });
        expect(traceOf(heard)).toEqual(traceOf(backtest(bars, options)));
        expect(payloads(events, 'fill')).toEqual(heard.fills);
        expect(payloads(events, 'trade')).toEqual(heard.trades);
        const marks = new Map(
          payloads<{ time: number; equity: number }>(events, 'equity').map((e) => [e.time, e.equity]),
        );
        expect([...marks.values()]).toEqual([...heard.equity.equity].slice(0, marks.size));
        for (const [k, { time }] of events.entries()) expect(time).toBeGreaterThanOrEqual(events[k - 1]?.time ?? 0);
      }),
    );
  });

  it('changes nothing of a run of many instruments', () => {
    const signals = fc.array(fc.constantFrom(NaN, NaN, 1, -1, 0, 0.5), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(signals, fc.nat(1_000), fc.nat(5), (said, seed, late) => {
        const from = late * MINUTE;
        const bars = { A: walk(60, { symbol: 'A', seed }), B: walk(50, { symbol: 'B', seed: seed + 1, from }) };
        const options = { commission: 0.001, capital: 2_000 };
        const { bus, events } = recorded();
        const heard = backtest(bars, { ...options, strategy: counting(said).strategy, bus });
        const alone = backtest(bars, { ...options, strategy: counting(said).strategy });
        expect(traceOf(heard)).toEqual(traceOf(alone));
        expect(payloads(events, 'fill')).toEqual(heard.fills);
        const byId = (list: readonly object[]): string[] =>
          list.map((each) => JSON.stringify({ ...each, id: 0 })).sort();
        expect(byId(payloads<object>(events, 'trade'))).toEqual(byId(heard.trades));
        expect(payloads<{ id: number }>(events, 'trade').map(({ id }) => id)).toEqual(
          heard.trades.map((_, k) => k + 1),
        );
        for (const [k, { time }] of events.entries()) expect(time).toBeGreaterThanOrEqual(events[k - 1]?.time ?? 0);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a recording of a run', () => {
  /** Somebody who says something about every fill. */
  const commented = (bus: EventBus): EventBus => {
    bus.on('fill.*', ({ symbol, bar, time, price }) => {
      bus.publish(`signal.${symbol}`, { symbol, bar, time, value: price > 100 ? 1 : 0 });
    });
    return bus;
  };
  const run = (): MemorySink => {
    const bus = commented(new EventBus({ deterministic: true }));
    const sink = new MemorySink();
    record(bus, sink);
    const bars = { A: walk(80, { symbol: 'A' }), B: walk(80, { symbol: 'B', seed: 2 }) };
    backtest(bars, { strategy: scripted([1, 0, -1, NaN, 1, 0]), commission: 0.001, bus });
    return sink;
  };

  it('is the same each time, and verifies when it is replayed to whoever listened', async () => {
    const recording = run();
    expect([...run()]).toEqual([...recording]);
    const caused = [...recording].filter(({ cause }) => cause !== -1).length;
    expect(caused).toBeGreaterThan(5);
    const report = await replay(recording, commented(new EventBus({ deterministic: true })));
    expect(report).toEqual({ published: [...recording].length - caused, verified: caused });
  });

  it('is whole where the run goes on from a checkpoint: what was over is told again', () => {
    const bars = walk(80);
    const told = (options: Partial<BacktestOptions>): unknown[] => {
      const { bus, events } = recorded();
      backtest(bars, { strategy: scripted([1, 0, -1, NaN, 1, 0]), ...options, bus });
      return events.map(({ topic, time, payload }) => [topic, time, payload]);
    };
    const kept: Checkpoint[] = [];
    const whole = told({ checkpoint: { every: 30, save: (checkpoint) => void kept.push(checkpoint) } });
    expect([whole, told({ resume: kept[0] })]).toEqual([told({}), told({})]);
  });

  it('diverges where whoever listens says something else', async () => {
    const silent = new EventBus({ deterministic: true });
    await expect(replay(run(), silent)).rejects.toMatchObject({ code: 'REPLAY_DIVERGED' });
  });
});
