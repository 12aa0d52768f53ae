import { expect, it } from 'vitest';
import { MemorySink } from './memory-sink.ts';

it('keeps events as they are, however many', () => {
  const sink = new MemorySink();
  const events = Array.from({ length: 3000 }, (_, i) => ({
    seq: i,
    topic: `t${i}`,
    time: i / 2,
    payload: { i },
    cause: i - 1,
  }));
  for (const event of events) sink.write(event);
  expect([...sink]).toEqual(events);
  expect([sink.length, sink.at(2999), sink.at(3000), sink.at(-1)]).toEqual([3000, events[2999], undefined, undefined]);
  sink.clear();
  expect([...sink]).toEqual([]);
});
