import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { EventBus, MemorySink, record } from '@tidemark/core-events';
import type { Figure } from '../../figure.ts';
import { interleaved } from '../../measure.ts';

interface Events {
  'bar.*.*': { readonly close: number };
}

const TOPIC = 'bar.ES.1m';
const bar = { close: 1 };
/** What the handlers add up, so that they have something to do. */
let sum = 0;

/** The bus against Node's EventEmitter, which knows no patterns, order, isolation or times. */
export async function events(): Promise<Figure[]> {
  const one = await published(1, 1_000_000);
  const ten = await published(10, 300_000);
  return [
    figure('publish, 1 subscriber', one.bus, one.emitter, 1_000_000, 0.12),
    figure('publish, 10 subscribers', ten.bus, ten.emitter, 300_000, 0.4),
    figure('publish and record in memory, 1 subscriber', one.recording, one.emitter, 1_000_000, 0.03),
  ];
}

/** @param share of the emitter's speed that is promised */
function figure(name: string, ms: number, emitterMs: number, count: number, share: number): Figure {
  return {
    area: 'core',
    name: `events: ${name}`,
    value: (ms * 1e6) / count,
    unit: 'ns',
    reference: "node's EventEmitter",
    referenceValue: (emitterMs * 1e6) / count,
    ratio: ms / emitterMs,
    bound: 1 / share,
  };
}

async function published(
  subscribers: number,
  count: number,
): Promise<{ readonly emitter: number; readonly bus: number; readonly recording: number }> {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const [bus, recorded] = [new EventBus<Events>(), new EventBus<Events>()];
  let sink = new MemorySink();
  record(recorded, { write: (event) => sink.write(event) });
  for (let i = 0; i < subscribers; i++) {
    const handler = ({ close }: { readonly close: number }): void => {
      sum += close;
    };
    emitter.on(TOPIC, handler);
    for (const each of [bus, recorded]) each.on(i % 2 === 0 ? 'bar.**' : 'bar.*.1m', handler, { priority: i % 3 });
  }
  assertHeard(subscribers, () => emitter.emit(TOPIC, bar));
  assertHeard(subscribers, () => bus.publish(TOPIC, bar));
  return interleaved(
    {
      emitter: () => {
        for (let i = 0; i < count; i++) emitter.emit(TOPIC, bar);
      },
      bus: () => {
        for (let i = 0; i < count; i++) bus.publish(TOPIC, bar);
      },
      recording: () => {
        sink = new MemorySink();
        for (let i = 0; i < count; i++) recorded.publish(TOPIC, bar);
        assert.equal(sink.length, count);
      },
    },
    { runs: 9, warmups: 3 },
  );
}

/** A fast bus that tells nobody is no figure. */
function assertHeard(subscribers: number, publish: () => void): void {
  const before = sum;
  publish();
  assert.equal(sum - before, subscribers);
}
