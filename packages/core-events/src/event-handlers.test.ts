import { expect, it } from 'vitest';
import { EventBus, EventHandler, type BarRecord, type SessionRecord } from './index.ts';

const bar: BarRecord = { symbol: 'ES', timeframe: '1m', time: 0, open: 1, high: 1, low: 1, close: 1, volume: 1 };

class Ledger extends EventHandler {
  readonly seen: string[] = [];
  override onBar({ symbol, close }: BarRecord): void {
    this.seen.push(`${symbol} ${close}`);
  }
  override onSession({ phase }: SessionRecord): void {
    if (phase === 'close') throw new Error('late');
    this.seen.push(phase);
  }
}

it('is called for the events for which it has a method, while it is attached', () => {
  const bus = new EventBus();
  const ledger = new Ledger();
  const attached = ledger.attach(bus);
  bus.publish('bar.ES.1m', bar);
  bus.publish('session.XNYS', { time: 0, name: 'XNYS', phase: 'open' });
  bus.publish('equity', { time: 0, equity: 1, cash: 1, exposure: 0 });
  attached.unsubscribe();
  bus.publish('bar.ES.1m', bar);
  expect([ledger.seen, attached.isActive]).toEqual([['ES 1', 'open'], false]);
});

it('is named in dead letters by class and method', () => {
  const bus = new EventBus();
  new Ledger().attach(bus);
  bus.publish('session.XNYS', { time: 0, name: 'XNYS', phase: 'close' });
  expect(bus.deadLetters.list()).toMatchObject([{ handler: 'Ledger.onSession' }]);
});

it('is attached with a priority', () => {
  const bus = new EventBus();
  const ledger = new Ledger();
  bus.on('bar.**', () => void ledger.seen.push('other'));
  ledger.attach(bus, { priority: 1 });
  bus.publish('bar.ES.1m', bar);
  expect(ledger.seen).toEqual(['ES 1', 'other']);
});

it('is refused where it handles nothing', () => {
  class Deaf extends EventHandler {}
  expect(() => new Deaf().attach(new EventBus())).toThrow(/Deaf has no method for an event .*onBar, onTick/);
});
