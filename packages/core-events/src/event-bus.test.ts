import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventBus, type BusEvent } from './index.ts';

interface Events {
  'price.*': number;
  'bar.*.*': { readonly close: number };
  'log.**': string;
  tock: undefined;
}

const bus = (options = {}): EventBus<Events> => new EventBus<Events>(options);
const code = (error: unknown): unknown => (error as { code?: string }).code;
const thrown = (action: () => unknown): { code: string; message: string } => {
  try {
    action();
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error('nothing was thrown');
};

describe('order', () => {
  it('calls by priority, then in the order of subscription', () => {
    const b = bus();
    const calls: string[] = [];
    b.on('price.*', () => void calls.push('first'));
    b.on('price.ES', () => void calls.push('urgent'), { priority: 10 });
    b.on('**', () => void calls.push('second'));
    b.on('price.*', () => void calls.push('late'), { priority: -1 });
    b.publish('price.ES', 1);
    expect(calls).toEqual(['urgent', 'first', 'second', 'late']);
  });

  it('is the same as sorting, whatever is subscribed and when', () => {
    const subscriber = fc.record({ priority: fc.integer({ min: -2, max: 2 }), before: fc.boolean() });
    fc.assert(
      fc.property(fc.array(subscriber), (subscribers) => {
        const b = bus();
        const calls: number[] = [];
        const subscribe = (i: number): unknown =>
          b.on(i % 2 === 0 ? 'price.*' : 'price.ES', () => void calls.push(i), { priority: subscribers[i]!.priority });
        const ids = subscribers.map((_, i) => i);
        const order = [...ids.filter((i) => subscribers[i]!.before), ...ids.filter((i) => !subscribers[i]!.before)];
        for (const i of ids) if (subscribers[i]!.before) subscribe(i);
        b.publish('price.ES', 1); // the route is remembered from here on
        calls.length = 0;
        for (const i of ids) if (!subscribers[i]!.before) subscribe(i);
        b.publish('price.ES', 2);
        expect(calls).toEqual(order.toSorted((a, c) => subscribers[c]!.priority - subscribers[a]!.priority));
      }),
    );
  });

  it('handles what handlers publish first in, first out, never one inside another', () => {
    const b = bus();
    const calls: string[] = [];
    b.on('price.*', (price, { topic, seq, cause }) => {
      calls.push(`${topic} begins`);
      if (price > 0) {
        b.publish('price.a', price - 1);
        b.publish('price.b', 0);
      }
      calls.push(`${topic} ends ${seq}<${cause}`);
    });
    b.publish('price.root', 2);
    expect(calls.filter((call) => call.includes('ends'))).toEqual([
      'price.root ends 0<-1',
      'price.a ends 1<0',
      'price.b ends 2<0',
      'price.a ends 3<1',
      'price.b ends 4<1',
    ]);
    expect(calls.every((call, i) => i % 2 === 1 || call.endsWith('begins'))).toBe(true);
  });

  it('gives each event one more than the one before, from the first asked for', () => {
    const b = bus({ firstSeq: 7 });
    const seqs: number[] = [];
    b.on('**', (_, { seq }) => void seqs.push(seq));
    b.publish('price.ES', 1);
    b.publish('tock', undefined);
    expect([seqs, b.nextSeq, b.stats().published]).toEqual([[7, 8], 9, 2]);
  });
});

describe('time', () => {
  const times = (options: object, publish: (b: EventBus<Events>) => void): number[] => {
    const b = bus(options);
    const seen: number[] = [];
    b.on('**', (_, { time }) => void seen.push(time));
    publish(b);
    return seen;
  };

  it('is what the publisher says, else what the payload says, else the clock', () => {
    const publish = (b: EventBus<Events>): void => {
      b.publish('price.ES', 1, 5);
      b.publish('bar.ES.1m', { close: 1, time: 0, timeframe: '1m' } as { close: number });
      b.publish('price.ES', 1);
    };
    expect(times({ clock: { now: () => 9 } }, publish)).toEqual([5, 60_000, 9]);
    expect(times({}, publish)).toEqual([5, 60_000, NaN]);
  });

  it('is that of the cause where nobody says anything', () => {
    const publish = (b: EventBus<Events>): void => {
      b.on('price.*', () => b.publish('tock', undefined));
      b.publish('price.ES', 1, 5);
    };
    expect(times({}, publish)).toEqual([5, 5]);
  });
});

describe('subscriptions', () => {
  it('come and go with the next event', () => {
    const b = bus();
    const calls: string[] = [];
    const second = { unsubscribe: (): void => {} };
    b.on('price.*', (price) => {
      if (price !== 1) return;
      second.unsubscribe();
      b.on('price.*', () => void calls.push('new'));
    });
    Object.assign(second, {
      unsubscribe: (
        (s) => () =>
          s.unsubscribe()
      )(b.on('price.*', () => void calls.push('old'))),
    });
    b.publish('price.ES', 1);
    expect(calls).toEqual(['old']);
    b.publish('price.ES', 2);
    expect(calls).toEqual(['old', 'new']);
  });

  it('end by using, and say whether they are active', () => {
    const b = bus();
    const calls: number[] = [];
    {
      using subscription = b.on('price.*', (price) => void calls.push(price));
      b.publish('price.ES', 1);
      expect(subscription.isActive).toBe(true);
    }
    b.publish('price.ES', 2);
    expect([calls, b.stats().subscribers]).toEqual([[1], 0]);
  });

  it('end with their signal, and do not begin with one that has aborted', () => {
    const b = bus();
    const controller = new AbortController();
    const calls: number[] = [];
    b.on('price.*', (price) => void calls.push(price), { signal: controller.signal });
    b.publish('price.ES', 1);
    controller.abort();
    b.publish('price.ES', 2);
    const late = b.on('price.*', (price) => void calls.push(price), { signal: controller.signal });
    b.publish('price.ES', 3);
    expect([calls, late.isActive]).toEqual([[1], false]);
  });

  it('of once end with the first event that passes the filter', () => {
    const b = bus();
    const calls: number[] = [];
    b.once('price.*', (price) => void calls.push(price), { filter: (price) => price > 1 });
    for (const price of [1, 2, 3]) b.publish('price.ES', price);
    expect(calls).toEqual([2]);
  });

  it('take several patterns, and hear an event once', () => {
    const b = bus();
    const calls: string[] = [];
    b.on(['price.*', 'price.ES', 'log.**'], (_, { topic }) => void calls.push(topic));
    b.publish('price.ES', 1);
    b.publish('log.a.b', 'text');
    b.publish('tock', undefined);
    expect(calls).toEqual(['price.ES', 'log.a.b']);
  });

  it('survive more topics than are remembered', () => {
    const b = bus();
    let calls = 0;
    b.on('log.**', () => void calls++);
    for (let i = 0; i < 17_000; i++) b.publish(`log.${i}`, '');
    b.on('log.**', () => void calls++);
    b.publish('log.16999', '');
    b.publish('log.1', '');
    expect(calls).toBe(17_004);
  });
});

describe('failures', () => {
  it('of one handler stop no other, and become dead letters', () => {
    const letters: unknown[] = [];
    const b = bus({ onError: (letter: unknown) => letters.push(letter) });
    const calls: string[] = [];
    const failure = new Error('no');
    b.on('price.*', function fragile() {
      throw failure;
    });
    b.on('price.*', () => void calls.push('sound'));
    b.publish('price.ES', 1);
    expect(calls).toEqual(['sound']);
    expect(b.deadLetters.list()).toEqual(letters);
    expect(letters).toMatchObject([
      { event: { topic: 'price.ES', seq: 0 }, handler: 'fragile', error: failure, attempt: 1 },
    ]);
  });

  it('of an error handler and of a filter are failures too', () => {
    const said: unknown[] = [];
    const nothing = (): void => {};
    const error = (fields: object): void => void said.push(fields);
    const logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error };
    const onError = (): void => {
      throw new Error('worse');
    };
    const b = bus({ logger, onError });
    const filter = (): boolean => {
      throw new Error('bad filter');
    };
    b.on('price.*', nothing, { filter, name: 'filtered' });
    b.publish('price.ES', 1);
    expect(said).toMatchObject([{ handler: 'filtered' }, { handler: 'onError' }]);
  });

  it('are thrown at once where the bus fails fast, and the next publication is a new one', () => {
    const b = bus({ failFast: true });
    const calls: number[] = [];
    b.on('price.*', (price) => {
      if (price === 1) throw new Error('no');
    });
    b.on('price.*', (price) => void calls.push(price));
    expect(thrown(() => b.publish('price.ES', 1))).toMatchObject({
      code: 'HANDLER_FAILED',
      cause: new Error('no'),
      message: expect.stringContaining('failed on event 0, price.ES: no'),
    });
    b.publish('price.ES', 2);
    expect(calls).toEqual([2]);
  });

  it('are what async functions make of a sync subscription', async () => {
    const b = bus();
    b.on('price.*', async function hasty() {
      await Promise.reject(new Error('later'));
    } as () => void);
    b.publish('price.ES', 1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(b.deadLetters.list().map(({ error }) => [code(error), (error as Error).message])).toEqual([
      ['ASYNC_HANDLER', expect.stringContaining('hasty answers a promise')],
      [undefined, 'later'],
    ]);
  });

  it('of a tap are failures as well', () => {
    const b = bus();
    b.tap(() => {
      throw new Error('disk full');
    });
    b.publish('price.ES', 1);
    expect(b.deadLetters.list()).toMatchObject([{ handler: 'tap', error: { message: 'disk full' } }]);
  });
});

describe('loops', () => {
  it('are named, and end in an error of the outermost publish', () => {
    const b = bus();
    b.on('price.ping', () => b.publish('price.pong', 1));
    b.on('price.pong', () => b.publish('price.ping', 1));
    b.on('tock', () => b.publish('price.ping', 1));
    expect(thrown(() => b.publish('tock', undefined))).toMatchObject({
      code: 'EVENT_CYCLE',
      message: expect.stringMatching(/price.ping → price.pong → price.ping|price.pong → price.ping → price.pong/),
    });
    const calls: unknown[] = [];
    b.on('log.**', (text) => void calls.push(text));
    b.publish('log.a', 'the bus is well');
    expect(calls).toEqual(['the bus is well']);
  });

  it('that grow are found before they fill the memory', () => {
    const b = bus();
    b.on('price.*', () => {
      for (let i = 0; i < 20; i++) b.publish('price.ES', 1);
    });
    expect(thrown(() => b.publish('price.ES', 1)).message).toContain('price.ES → price.ES');
  });

  it('are not seen where one event causes very many', () => {
    const b = bus();
    let handled = 0;
    b.on('tock', () => {
      for (let i = 0; i < 120_000; i++) b.publish('price.ES', i);
    });
    b.on('price.*', () => void handled++);
    b.publish('tock', undefined);
    expect(handled).toBe(120_000);
  });

  it('may be as long as cycleLimit says', () => {
    const count = (cycleLimit: number, turns: number): string => {
      const b = bus({ cycleLimit });
      b.on('price.*', (price) => {
        if (price > 0) b.publish('price.ES', price - 1);
      });
      try {
        b.publish('price.ES', turns);
        return 'fine';
      } catch (error) {
        return String(code(error));
      }
    };
    expect([count(10, 9), count(10, 10), count(500, 400)]).toEqual(['fine', 'EVENT_CYCLE', 'fine']);
  });
});

describe('bad input', () => {
  it.each(['', 'a..b', '.a', 'a.', 'a b', 'price.*', 'price.**', 'a.>', 'a\n'])('refuses the topic %j', (topic) => {
    expect(thrown(() => bus().untyped.publish(topic, 1)).code).toBe('INVALID_TOPIC');
  });

  it.each(['', 'a..b', '**.a', 'a.b*', '***', 'a b', 'a.>'])('refuses the pattern %j', (pattern) => {
    expect(thrown(() => bus().untyped.on(pattern, () => {})).code).toBe('INVALID_PATTERN');
  });

  it('refuses a list without patterns, a priority that is no number, and limits that are none', () => {
    expect(thrown(() => bus().untyped.on([], () => {})).code).toBe('INVALID_PATTERN');
    expect(thrown(() => bus().on('tock', () => {}, { priority: NaN })).code).toBe('INVALID_OPTION');
    expect(thrown(() => bus({ cycleLimit: 0 })).message).toContain('cycleLimit is 0');
    expect(thrown(() => bus({ deadLetterCapacity: 1.5 })).message).toContain('deadLetterCapacity is 1.5');
  });

  it('publishes nothing once it is closed', () => {
    const b = bus();
    const calls: BusEvent[] = [];
    b.on('tock', (_, event) => void calls.push(event));
    b.publish('tock', undefined);
    b.close();
    expect(thrown(() => b.publish('tock', undefined)).code).toBe('BUS_CLOSED');
    expect(thrown(() => b.on('tock', () => {})).code).toBe('BUS_CLOSED');
    expect(calls).toHaveLength(1);
  });
});
