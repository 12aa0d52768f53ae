import { describe, expect, it } from 'vitest';
import { createLogger, memoryHandler, type Handler, type HandlerFailure } from './index.ts';

const wallClock = { now: () => 1 };
const failing = (error: Error): Handler => ({
  write: () => {
    throw error;
  },
});

it('gives every handler the line and the record, from the level that it wants', () => {
  const lines: string[] = [];
  const handler: Handler = { level: 'warn', write: (line, record) => lines.push(line, record.level) };
  const log = createLogger({ handlers: [handler], wallClock });
  log.info('no');
  log.error({ n: 1, px: NaN }, 'yes');
  expect(lines).toEqual(['{"level":"error","time":1,"n":1,"px":"NaN","msg":"yes"}\n', 'error']);
});

it('writes fields that look like a request as they are', () => {
  const memory = memoryHandler();
  const log = createLogger({ handlers: [memory], wallClock });
  const fields = { method: 'GET', headers: { accept: '*' }, socket: { port: 1 }, err: 'text' };
  log.info(fields, 'x');
  expect(memory.records[0]).toEqual({ level: 'info', time: 1, ...fields, msg: 'x' });
});

describe('a handler that throws', () => {
  it('fails alone, and each failure is told with its count', () => {
    const failures: HandlerFailure[] = [];
    const memory = memoryHandler();
    const bad = failing(new Error('disk full'));
    const log = createLogger({ handlers: [bad, memory], onHandlerError: (failure) => failures.push(failure) });
    log.info('one');
    log.info('two');
    expect(memory.records.map(({ msg }) => msg)).toEqual(['one', 'two']);
    expect(failures.map(({ handler, failures: count }) => [handler === bad, count])).toEqual([
      [true, 1],
      [true, 2],
    ]);
  });

  it('is no trouble where the one who is told throws too', () => {
    const log = createLogger({
      handlers: [failing(new Error('a'))],
      onHandlerError: () => {
        throw new Error('b');
      },
    });
    expect(() => log.info('x')).not.toThrow();
  });
});

it('keeps a handler that logs from reaching itself', () => {
  const memory = memoryHandler();
  const echo: Handler = { write: () => log.info('echo') };
  const log = createLogger({ handlers: [echo, memory] });
  log.info('x');
  expect(memory.records.map(({ msg }) => msg)).toEqual(['echo', 'x']);
});

it('flushes all, and closes in order, waiting for those that take their time', async () => {
  const calls: string[] = [];
  const slow: Handler = {
    write: () => {},
    flushSync: () => calls.push('flush'),
    end: async () => {
      await Promise.resolve();
      calls.push('slow');
    },
  };
  const failures: unknown[] = [];
  const last: Handler = { write: () => {}, end: () => Promise.reject(new Error('gone')) };
  const log = createLogger({
    handlers: [slow, last, memoryHandler()],
    onHandlerError: ({ error }) => failures.push(error),
  });
  log.flush();
  await log.close();
  expect([calls, failures]).toEqual([['flush', 'flush', 'slow'], [new Error('gone')]]);
});
