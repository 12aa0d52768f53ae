import type { Handler } from '../handler.ts';
import type { Level } from '../levels.ts';
import { wordOf } from '../formatters/word.ts';
import { CONSOLE_METHOD, hostConsole, type ConsoleOptions } from './console.ts';

const STYLE: Readonly<Record<Level, string>> = {
  trace: 'color: gray',
  debug: 'color: teal',
  info: 'color: green',
  warn: 'color: darkorange',
  error: 'color: crimson',
  fatal: 'color: crimson; font-weight: bold',
};

/**
 * Lines for a browser's developer tools: the level in its colour, the message, and the record to open and look into.
 *
 * @example const log = createLogger({ handlers: [browserHandler()] });
 */
export function browserHandler({ level, console }: Omit<ConsoleOptions, 'format'> = {}): Handler {
  return {
    level,
    write(_line, record) {
      const target = console ?? hostConsole();
      const { component, msg = '' } = record;
      const said = component === undefined ? msg : `${wordOf(component)}: ${msg}`;
      // The message is an argument, not a part of the format: a `%s` in it stays what it is.
      target?.[CONSOLE_METHOD[record.level]]('%c%s%c %s', STYLE[record.level], record.level, '', said, record);
    },
  };
}
