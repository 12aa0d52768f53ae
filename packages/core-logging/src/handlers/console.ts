import { jsonFormatter, type Formatter } from '../formatters/json.ts';
import { prettyFormatter } from '../formatters/pretty.ts';
import type { Handler } from '../handler.ts';
import type { Level, LevelSetting } from '../levels.ts';

/** The methods of a console that lines are written with. */
export interface ConsoleLike {
  debug(...data: readonly unknown[]): void;
  info(...data: readonly unknown[]): void;
  warn(...data: readonly unknown[]): void;
  error(...data: readonly unknown[]): void;
}

export interface ConsoleOptions {
  /** The least grave level that is shown. */
  readonly level?: LevelSetting | undefined;
  /** Default `pretty`. */
  readonly format?: 'pretty' | 'json' | Formatter | undefined;
  /** Default the console of where it runs; without one, nothing is shown. */
  readonly console?: ConsoleLike | undefined;
}

/** Which method writes which level: warnings and worse go to the error stream in Node and stand out in a browser. */
export const CONSOLE_METHOD = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'error',
} as const satisfies Record<Level, keyof ConsoleLike>;

/**
 * Lines as text on the console, in Node and in browsers. In Node, `terminalHandler` of the `/node` entry is faster.
 *
 * @example const log = createLogger({ handlers: [consoleHandler({ level: 'warn' })] });
 */
export function consoleHandler({ level, format = 'pretty', console }: ConsoleOptions = {}): Handler {
  const formatted = format === 'pretty' ? prettyFormatter() : format === 'json' ? jsonFormatter : format;
  return {
    level,
    write(_line, record) {
      const target = console ?? hostConsole();
      target?.[CONSOLE_METHOD[record.level]](formatted(record).trimEnd());
    },
  };
}

/** The console of the host, looked up at each line: tests and tools replace it. */
export function hostConsole(): ConsoleLike | undefined {
  return (globalThis as { readonly console?: ConsoleLike }).console;
}
