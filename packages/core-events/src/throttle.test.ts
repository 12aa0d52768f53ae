import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventBus, throttle, type ThrottleOptions } from './index.ts';

interface Events {
  'price.*': number;
}

/** Times that get through, of events at these times. */
function passed(times: readonly number[], options: Omit<ThrottleOptions, 'everyMs'>, flush = false): number[] {
  const bus = new EventBus<Events>({ failFast: true });
  const seen: number[] = [];
  const throttled = throttle<number>((time) => void seen.push(time), { everyMs: 100, ...options });
  bus.on('price.*', throttled);
  for (const time of times) bus.publish('price.ES', time, time);
  if (flush) throttled.flush();
  return seen;
}

const times = [0, 40, 90, 120, 150, 260, 400];

it.each([
  ['leading', [0, 120, 260, 400], [0, 120, 260, 400]],
  ['trailing', [90, 150, 260], [90, 150, 260, 400]],
  ['both', [0, 90, 150, 260, 400], [0, 90, 150, 260, 400]],
] as const)('with the %s edge lets %j through, and %j at the end', (edge, before, after) => {
  expect([passed(times, { edge }), passed(times, { edge }, true)]).toEqual([before, after]);
});

it('throttles each topic on its own, or what it is told', () => {
  const count = (options: Partial<ThrottleOptions>): number => {
    const bus = new EventBus<Events>();
    let calls = 0;
    bus.on(
      'price.*',
      throttle(() => void calls++, { everyMs: 100, ...options }),
    );
    for (const topic of ['price.A', 'price.B', 'price.A'] as const) bus.publish(topic, 1, 5);
    return calls;
  };
  expect([count({}), count({ by: () => 'all' })]).toEqual([2, 1]);
});

const gaps = fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1 }).map((steps) => {
  let at = 0;
  return steps.map((step) => (at += step));
});

it('never lets two of a topic through in less than the time', () => {
  fc.assert(
    fc.property(gaps, (all) => {
      const some = passed(all, { edge: 'leading' });
      const distances = some.slice(1).map((time, i) => time - some[i]!);
      expect(Math.min(...distances)).toBeGreaterThanOrEqual(100);
      expect(all).toEqual(expect.arrayContaining(some));
    }),
  );
});

it('lets the last one through in the end', () => {
  fc.assert(
    fc.property(gaps, fc.constantFrom('trailing' as const, 'both' as const), (all, edge) => {
      const some = passed(all, { edge }, true);
      expect(some.at(-1)).toBe(all.at(-1));
      expect(some).toEqual(some.toSorted((a, b) => a - b));
    }),
  );
});

it('refuses events without a time, durations that are none and unknown edges', () => {
  const bus = new EventBus<Events>();
  bus.on(
    'price.*',
    throttle(() => {}, { everyMs: 100 }),
  );
  bus.publish('price.ES', 1);
  expect(bus.deadLetters.list()).toMatchObject([{ error: { code: 'EVENT_WITHOUT_TIME' } }]);
  expect(() => throttle(() => {}, { everyMs: 0 })).toThrow(/everyMs is 0/);
  expect(() => throttle(() => {}, { everyMs: 1, edge: 'last' as 'both' })).toThrow(/edge is last/);
});
