import { describe, expect, it } from 'vitest';
import { createLogger, memoryHandler, type LoggerOptions, type MemoryHandler, type TidemarkLogger } from './index.ts';

function logger(options: LoggerOptions = {}): { log: TidemarkLogger; memory: MemoryHandler } {
  const memory = memoryHandler();
  return { memory, log: createLogger({ handlers: [memory], wallClock: { now: () => 7 }, ...options }) };
}

const said = ({ records }: MemoryHandler): unknown[] => records.map(({ msg }) => msg);

it('writes a line with its fields', () => {
  const { log, memory } = logger();
  log.warn({ bar: 3 }, 'gap');
  expect(memory.records).toEqual([{ level: 'warn', time: 7, bar: 3, msg: 'gap' }]);
});

it('is the Logger that packages take: each method works alone', () => {
  type LogMethod = (fields: Readonly<Record<string, unknown>>, message?: string) => void;
  type Port = Readonly<Record<'trace' | 'debug' | 'info' | 'warn' | 'error', LogMethod>>;
  const { log, memory } = logger();
  const { info }: Port = log;
  info({}, 'alone');
  expect(said(memory)).toEqual(['alone']);
});

it('leaves percent signs and placeholders alone', () => {
  const { log, memory } = logger();
  log.info({ a: 1 }, '100%d of %s %o %%');
  expect(said(memory)).toEqual(['100%d of %s %o %%']);
});

describe('levels', () => {
  it('writes from info on, unless told otherwise', () => {
    const { log, memory } = logger();
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) log[level](level);
    expect(said(memory)).toEqual(['info', 'warn', 'error', 'fatal']);
  });

  it('of a component hold for what is below it', () => {
    const { log, memory } = logger({ levels: { data: 'debug', 'data.csv': 'silent' } });
    log.child({ component: 'data.http' }).debug('http');
    log.child({ component: 'data.csv' }).fatal('csv');
    log.child({ component: 'risk' }).debug('risk');
    expect(said(memory)).toEqual(['http']);
  });

  it('change for loggers that exist', () => {
    const { log, memory } = logger();
    const csv = log.child({ component: 'data.csv' });
    const deep = csv.child({ instrument: 'ES' });
    log.setLevel('trace', 'data');
    deep.trace('one');
    log.setLevel('silent');
    log.error('two');
    deep.trace('three');
    expect([said(memory), log.level, deep.level]).toEqual([['one', 'three'], 'silent', 'trace']);
  });

  it('given to a child stay its own', () => {
    const { log, memory } = logger();
    const child = log.child({}, { level: 'error' });
    log.setLevel('trace');
    child.child({}).warn('no');
    log.trace('yes');
    expect(said(memory)).toEqual(['yes']);
  });

  it('below what any handler takes cost nothing: the method is empty', () => {
    const errors = memoryHandler({ level: 'error' });
    const { log } = logger({ handlers: [errors], level: 'trace' });
    expect([log.info === log.debug, log.isLevelEnabled('warn'), log.isLevelEnabled('error')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(logger({ handlers: [] }).log.isLevelEnabled('fatal')).toBe(false);
  });

  it('that do not exist are refused', () => {
    const { log } = logger();
    const wrong = 'wran' as 'warn';
    for (const refused of [
      () => logger({ level: wrong }),
      () => logger({ levels: { a: wrong } }),
      () => logger({ handlers: [memoryHandler({ level: wrong })] }),
      () => log.setLevel(wrong),
      () => log.child({}, { level: wrong }),
    ]) {
      expect(refused).toThrow(expect.objectContaining({ code: 'UNKNOWN_LEVEL', fix: 'did you mean warn?' }));
    }
  });

  it('reach a thousand short-lived children, which are not kept alive for it', () => {
    const { log, memory } = logger();
    const kept = Array.from({ length: 1_000 }, (_, i) => log.child({ i }));
    log.setLevel('debug');
    kept[999]!.debug('here');
    expect(said(memory)).toEqual(['here']);
  });
});

describe('bindings', () => {
  it('stand on every line of a child and of its children', () => {
    const { log, memory } = logger({ bindings: { runId: 'r1' } });
    log.child({ strategy: 'sma-cross' }).child({ instrument: 'ES', component: 'execution' }).info({ n: 1 }, 'filled');
    expect(memory.records[0]).toEqual({
      level: 'info',
      time: 7,
      runId: 'r1',
      strategy: 'sma-cross',
      instrument: 'ES',
      component: 'execution',
      n: 1,
      msg: 'filled',
    });
  });

  it('are taken as they are now', () => {
    const { log, memory } = logger();
    const state = { n: 1 };
    const child = log.child({ state });
    state.n = 2;
    child.info('x');
    expect(memory.records[0]).toMatchObject({ state: { n: 1 } });
  });

  it('are cleared of a secret that is met later', () => {
    const { log, memory } = logger();
    const child = log.child({ url: 'https://host/CANARY/bars' });
    log.info({ key: { [Symbol.for('@tidemark/secret')]: true, reveal: () => 'CANARY' } });
    child.info('x');
    child.child({}).info('y');
    expect(memory.records.slice(1).map(({ url }) => url)).toEqual(Array(2).fill('https://host/[redacted]/bars'));
  });
});

describe('simulated time', () => {
  it('stands beside wall time', () => {
    let now = 1_000;
    const { log, memory } = logger({ clock: { now: () => now } });
    log.info('first');
    now = 61_000;
    log.child({ runId: 'r' }).info('second');
    expect(memory.records.map(({ time, simTime }) => [time, simTime])).toEqual([
      [7, 1_000],
      [7, 61_000],
    ]);
  });

  it('can be of one run alone', () => {
    const { log, memory } = logger();
    log
      .child({ runId: 'r' }, { clock: { now: () => 5 } })
      .child({})
      .info('in the run');
    log.info('outside');
    expect(memory.records.map(({ simTime }) => simTime)).toEqual([5, undefined]);
  });

  it('that fails does not fail what is being logged', () => {
    const { log, memory } = logger({
      clock: {
        now: () => {
          throw new Error('not started');
        },
      },
    });
    log.info('x');
    expect(memory.records).toEqual([{ level: 'info', time: 7, msg: 'x' }]);
  });
});
