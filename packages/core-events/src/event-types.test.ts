import { expect, it } from 'vitest';
import { EventBus, topics } from './index.ts';

it('makes a topic of every kind of event, whatever the symbol', () => {
  const { bar, tick, quote, signal, order, fill, position, trade, session } = topics;
  const made = [
    bar('BRK.B', '1h'),
    ...[tick, quote, signal, order, fill, position, trade, session].map((of) => of('A B')),
  ];
  expect(made).toEqual([
    'bar.BRK%2EB.1h',
    ...['tick', 'quote', 'signal', 'order', 'fill', 'position', 'trade', 'session'].map((kind) => `${kind}.A%20B`),
  ]);
});

it('carries a bar from a bus to its handler', () => {
  const bus = new EventBus();
  const seen: unknown[] = [];
  bus.on('bar.*.1m', ({ symbol, close }, { time }) => void seen.push([symbol, close, time]));
  const bar = { time: 0, open: 1, high: 2, low: 1, close: 2, volume: 5, symbol: 'BRK.B', timeframe: '1m' } as const;
  bus.publish(topics.bar('BRK.B', '1m'), bar);
  expect(seen).toEqual([['BRK.B', 2, 60_000]]);
});
