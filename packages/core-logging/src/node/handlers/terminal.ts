import { isatty } from 'node:tty';
import { pino } from 'pino';
import { jsonFormatter, type Formatter } from '../../formatters/json.ts';
import { prettyFormatter } from '../../formatters/pretty.ts';
import type { Handler } from '../../handler.ts';
import type { LevelSetting } from '../../levels.ts';

export interface TerminalOptions {
  readonly level?: LevelSetting | undefined;
  /** Default `stderr`: what a program prints as its result stays apart from what it logs. */
  readonly stream?: 'stdout' | 'stderr' | undefined;
  /** Default: pretty on a terminal, JSON into a file or a pipe. */
  readonly format?: 'pretty' | 'json' | Formatter | undefined;
  /** Default: on a terminal, unless NO_COLOR is set. */
  readonly colours?: boolean | undefined;
}

/**
 * Lines on the terminal, each written before the call returns: none is lost when the process ends, however it ends.
 *
 * @example const log = createLogger({ handlers: [terminalHandler({ level: 'info' })] });
 */
export function terminalHandler({ level, stream = 'stderr', format, colours }: TerminalOptions = {}): Handler {
  const fd = stream === 'stdout' ? 1 : 2;
  const isTerminal = isatty(fd);
  const chosen = format ?? (isTerminal ? 'pretty' : 'json');
  const inColour = colours ?? (isTerminal && (process.env['NO_COLOR'] ?? '') === '');
  const pretty = prettyFormatter({ colours: inColour });
  const formatted = chosen === 'pretty' ? pretty : chosen === 'json' ? jsonFormatter : chosen;
  const destination = pino.destination({ fd, sync: true });
  return {
    level,
    write(line, record) {
      destination.write(formatted === jsonFormatter ? line : formatted(record));
    },
    flushSync: () => destination.flushSync(),
  };
}
