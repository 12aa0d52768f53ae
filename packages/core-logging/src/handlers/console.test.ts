import { afterEach, expect, it } from 'vitest';
import { createLogger } from '../index.ts';
import { consoleHandler, hostConsole, type ConsoleLike, type ConsoleOptions } from './console.ts';

const original = globalThis.console;
afterEach(() => {
  globalThis.console = original;
});

function recording(): { console: ConsoleLike; calls: unknown[][] } {
  const calls: unknown[][] = [];
  const method =
    (name: string) =>
    (...data: readonly unknown[]) =>
      void calls.push([name, ...data]);
  return {
    calls,
    console: { debug: method('debug'), info: method('info'), warn: method('warn'), error: method('error') },
  };
}

function written(options: ConsoleOptions): unknown[][] {
  const { console, calls } = recording();
  const log = createLogger({
    level: 'trace',
    handlers: [consoleHandler({ console, ...options })],
    wallClock: { now: () => 0 },
  });
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) log[level](level);
  return calls;
}

it('writes each level with its method', () => {
  expect(written({}).map(([method]) => method)).toEqual(['debug', 'debug', 'info', 'warn', 'error', 'error']);
});

it('writes pretty lines, JSON or what a formatter makes', () => {
  expect(written({ level: 'fatal' })).toEqual([['error', '00:00:00.000 FATAL fatal']]);
  expect(written({ level: 'fatal', format: 'json' })).toEqual([['error', '{"level":"fatal","time":0,"msg":"fatal"}']]);
  expect(written({ level: 'fatal', format: ({ msg }) => `${msg}!` })).toEqual([['error', 'fatal!']]);
});

it('finds the console of where it runs at each line, and does without one', () => {
  const { console, calls } = recording();
  const log = createLogger({ handlers: [consoleHandler({ format: 'json' })], wallClock: { now: () => 0 } });
  globalThis.console = console as Console;
  log.info('seen');
  globalThis.console = undefined as unknown as Console;
  log.info('unseen');
  expect([calls.length, hostConsole()]).toEqual([1, undefined]);
});
