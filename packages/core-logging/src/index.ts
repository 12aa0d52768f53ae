// pino set up for trading research. Make a logger
export {
  createLogger,
  type Bindings,
  type ChildOptions,
  type LogClock,
  type LoggerOptions,
  type LogMethod,
  type TidemarkLogger,
} from './logger.ts';
export { LEVELS, levelRank, levelSetting, type Level, type LevelSetting } from './levels.ts';

// Say where its lines go
export type { Handler } from './handler.ts';
export type { HandlerFailure } from './sink.ts';
export { consoleHandler, type ConsoleLike, type ConsoleOptions } from './handlers/console.ts';
export { browserHandler } from './handlers/browser.ts';
export { memoryHandler, type MemoryHandler, type MemoryOptions } from './handlers/memory.ts';

// And how they look
export { jsonFormatter, type Formatter } from './formatters/json.ts';
export { prettyFormatter, type PrettyOptions } from './formatters/pretty.ts';
export type { Loggable, LogRecord } from './record.ts';
export type { Plain } from './plain.ts';

// What never gets into one
export { REDACTED, SECRET_KEYS, type RedactOptions, type SecretLike } from './redact.ts';

export { LoggingError } from './error.ts';
