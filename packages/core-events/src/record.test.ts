import { expect, it } from 'vitest';
import { EventBus, MemorySink, record, type AnyEvents } from './index.ts';

it('records in the order of publication, before handlers see an event', () => {
  const bus = new EventBus<AnyEvents>();
  const sink = new MemorySink();
  const recording = record(bus, sink);
  bus.on('a', () => {
    expect(sink.length).toBe(1);
    bus.publish('b', 2);
    bus.publish('c', 3);
  });
  bus.publish('a', 1);
  expect([...sink].map(({ topic, cause }) => [topic, cause])).toEqual([
    ['a', -1],
    ['b', 0],
    ['c', 0],
  ]);
  expect([recording.count, bus.deadLetters.size]).toEqual([3, 0]);
});

it('records the topics alone that it is asked for, until it is ended', () => {
  const bus = new EventBus<AnyEvents>();
  const sink = new MemorySink();
  const recording = record(bus, sink, { topics: ['bar.**', 'fill.*'] });
  for (const topic of ['bar.ES.1m', 'tick.ES', 'fill.ES', 'bar.ES.1m']) bus.publish(topic, 1);
  recording.unsubscribe();
  bus.publish('bar.ES.1m', 1);
  expect([[...sink].map(({ topic }) => topic), recording.isActive]).toEqual([
    ['bar.ES.1m', 'fill.ES', 'bar.ES.1m'],
    false,
  ]);
});

it('lets the event be delivered where the sink fails, and says so', () => {
  const bus = new EventBus<AnyEvents>();
  const seen: unknown[] = [];
  bus.on('**', (payload) => void seen.push(payload));
  const write = (): void => {
    throw new Error('disk full');
  };
  const recording = record(bus, { write });
  bus.publish('a', 1);
  expect([seen, recording.count]).toEqual([[1], 0]);
  expect(bus.deadLetters.list()).toMatchObject([{ handler: 'recorder', error: { message: 'disk full' } }]);
});
