/** A message with its fields; pino's order. */
export type LogMethod = (fields: Readonly<Record<string, unknown>>, message?: string) => void;

/** What packages log to: each accepts one and none creates one. */
export interface Logger {
  readonly trace: LogMethod;
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
}

const nothing: LogMethod = () => {};

/** The default: says nothing and costs nothing. */
export const silentLogger: Logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
