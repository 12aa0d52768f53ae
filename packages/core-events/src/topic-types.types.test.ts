import { expectTypeOf, it } from 'vitest';
import { EventBus, type BarRecord, type MarketEvents, type PayloadOf } from './index.ts';

interface Events extends MarketEvents {
  'news.**': string;
  heartbeat: number;
}

it('knows what a topic carries', () => {
  expectTypeOf<PayloadOf<Events, 'bar.ES.1m'>>().toEqualTypeOf<BarRecord>();
  expectTypeOf<PayloadOf<Events, `bar.${string}.1m`>>().toEqualTypeOf<BarRecord>();
  expectTypeOf<PayloadOf<Events, 'news.reuters.fx'>>().toEqualTypeOf<string>();
  expectTypeOf<PayloadOf<Events, 'heartbeat'>>().toEqualTypeOf<number>();
});

it('knows what a pattern may see', () => {
  expectTypeOf<PayloadOf<{ 'a.*': 1; 'b.*': 2; c: 3 }, '*.x'>>().toEqualTypeOf<1 | 2>();
  expectTypeOf<PayloadOf<{ 'a.*': 1; 'b.*': 2; c: 3 }, '**'>>().toEqualTypeOf<1 | 2 | 3>();
  expectTypeOf<PayloadOf<{ 'a.**': 1; 'a.b': 2 }, 'a.b'>>().toEqualTypeOf<1 | 2>();
});

it('gives handlers the payload of their pattern, and refuses what no event of the map matches', () => {
  const bus = new EventBus<Events>();
  bus.on('bar.*.1m', (bar, event) => {
    expectTypeOf(bar).toEqualTypeOf<BarRecord>();
    expectTypeOf(event.payload).toEqualTypeOf<BarRecord>();
  });
  bus.on(['news.**', 'heartbeat'], (payload) => expectTypeOf(payload).toEqualTypeOf<string | number>());
  // @ts-expect-error a typo
  bus.on('bra.*.1m', () => {});
  // @ts-expect-error a segment too many
  bus.on('bar.*.1m.x', () => {});
});

it('refuses to publish another payload or another topic', () => {
  const bus = new EventBus<Events>();
  expectTypeOf(bus).toHaveProperty('publish');
  bus.publish('heartbeat', 1);
  bus.publish('news.a.b', 'text');
  // @ts-expect-error another payload
  bus.publish('heartbeat', 'one');
  // @ts-expect-error another topic
  bus.publish('heart', 1);
  // @ts-expect-error a bar has a symbol
  bus.publish('bar.ES.1m', { time: 0 });
});
