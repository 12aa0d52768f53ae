import { describe, expect, it } from 'vitest';
import { EventBus, MemorySink, record } from './index.ts';

const TOPICS = ['fill.ES', 'fill.NQ', 'bar.ES.1m', 'equity'] as const;
const heard = (bus: EventBus): string[] => TOPICS.filter((topic) => bus.hasSubscribers(topic));

describe('a bus asked who listens', () => {
  it('has nobody at first, and nobody after it is closed', () => {
    const bus = new EventBus();
    const before = heard(bus);
    bus.on('**', () => {});
    bus.tap(() => {});
    const open = heard(bus);
    bus.close();
    expect([before, open, heard(bus)]).toEqual([[], TOPICS, []]);
  });

  it.each<[name: string, subscribe: (bus: EventBus) => void]>([
    ['a handler', (bus) => void bus.on('fill.ES', () => {})],
    ['a handler that is called once', (bus) => void bus.once('fill.ES', () => {})],
    ['an async handler', (bus) => void bus.onAsync('fill.ES', async () => {})],
    ['a stream', (bus) => void bus.stream('fill.ES')],
    ['a tap with topics', (bus) => void bus.tap(() => {}, { topics: 'fill.ES' })],
    ['a recorder with topics', (bus) => void record(bus, new MemorySink(), { topics: ['fill.ES', 'news.**'] })],
  ])('counts %s, for its topics alone', (_, subscribe) => {
    const bus = new EventBus();
    subscribe(bus);
    expect(heard(bus)).toEqual(['fill.ES']);
  });

  it('counts a recorder of everything for everything', () => {
    const bus = new EventBus();
    record(bus, new MemorySink());
    expect(heard(bus)).toEqual(TOPICS);
  });

  it('knows of whoever came and left since it was asked before', () => {
    const bus = new EventBus();
    const seen = [heard(bus)];
    const handler = bus.on('fill.*', () => {});
    seen.push(heard(bus));
    const recording = record(bus, new MemorySink(), { topics: 'equity' });
    handler.unsubscribe();
    seen.push(heard(bus));
    recording.unsubscribe();
    expect([...seen, heard(bus)]).toEqual([[], ['fill.ES', 'fill.NQ'], ['equity'], []]);
  });

  it('refuses what is no topic', () => {
    const bus = new EventBus();
    expect(() => bus.untyped.hasSubscribers('fill.*')).toThrow(expect.objectContaining({ code: 'INVALID_TOPIC' }));
  });

  it('tells a tap of its topics only', () => {
    const bus = new EventBus();
    const topics: string[] = [];
    bus.tap(({ topic }) => topics.push(topic), { topics: ['bar.*.1m'] });
    const equity = { time: 0, equity: 1, cash: 1, exposure: 0 };
    const prices = { time: 0, open: 1, high: 1, low: 1, close: 1, volume: 1 };
    bus.publish('equity', equity);
    bus.publish('bar.ES.1m', { symbol: 'ES', timeframe: '1m', ...prices });
    bus.publish('bar.ES.1h', { symbol: 'ES', timeframe: '1h', ...prices });
    expect(topics).toEqual(['bar.ES.1m']);
  });
});
