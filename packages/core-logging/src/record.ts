import type { Level } from './levels.ts';
import { isError } from './plain-error.ts';
import { plainText, setPlain, type Plain } from './plain.ts';
import { isSecretLike, type Redactor } from './redact.ts';

/** One line of a log as data: JSON through and through, without secrets. */
export interface LogRecord {
  readonly level: Level;
  /** Wall time, epoch ms. */
  readonly time: number;
  /** Simulated time, epoch ms; absent where no clock was given. */
  readonly simTime?: number | undefined;
  readonly msg?: string | undefined;
  /** Bindings and fields; a field called as one of the above stands under its name with an underscore: `time_`. */
  readonly [field: string]: Plain | undefined;
}

/** What a line may be about: fields, or an error. */
export type Loggable = Readonly<Record<string, unknown>> | Error;

export interface RecordParts {
  readonly level: Level;
  readonly time: number;
  readonly simTime: number | undefined;
  /** Already plain. */
  readonly bindings: Readonly<Record<string, Plain>>;
  /** Fields, an error, or a message alone. */
  readonly what: unknown;
  readonly message: string | undefined;
}

const RESERVED = new Set(['level', 'time', 'simTime', 'msg']);

/** Builds the record that every formatter and handler sees. Nothing that a caller passes makes it throw. */
export function buildRecord(parts: RecordParts, redactor: Redactor): LogRecord {
  const { level, time, simTime, bindings, what, message } = parts;
  const record: Record<string, Plain> = { level, time };
  if (simTime !== undefined && Number.isFinite(simTime)) record['simTime'] = simTime;
  for (const key in bindings) record[key] = bindings[key]!;

  let text = message;
  if (typeof what === 'string') text ??= what;
  else if (!hasFields(what)) setUnlessNothing(record, what, redactor);
  else if (isError(what)) {
    setPlain(record, 'err', what, redactor, []);
    text ??= errorText(what);
  } else setFields(record, what, redactor);
  if (text !== undefined) record['msg'] = plainText(String(text), redactor);
  return record as unknown as LogRecord;
}

/**
 * The fields that a child logger adds to every line, as plain data.
 *
 * @param inherited those of its parent, already plain
 */
export function plainBindings(
  inherited: Readonly<Record<string, Plain>>,
  bindings: object,
  redactor: Redactor,
): Readonly<Record<string, Plain>> {
  const known = redactor.size;
  const out: Record<string, Plain> = { ...inherited };
  setFields(out, bindings, redactor);
  // A secret that was first met among them may stand as a text before it.
  return redactor.size === known ? out : plainBindings({}, out, redactor);
}

function setFields(record: Record<string, Plain>, fields: object, redactor: Redactor): void {
  const ancestors = [fields];
  for (const key of keysOf(fields)) {
    setPlain(record, RESERVED.has(key) ? `${key}_` : key, valueOf(fields, key), redactor, ancestors);
  }
}

/** A secret or a list in the place of fields is one value; so is a number. */
function hasFields(what: unknown): what is object {
  return typeof what === 'object' && what !== null && !Array.isArray(what) && !isSecretLike(what);
}

function setUnlessNothing(record: Record<string, Plain>, what: unknown, redactor: Redactor): void {
  if (what !== undefined && what !== null) setPlain(record, 'value', what, redactor, []);
}

function errorText(error: Error): string | undefined {
  const message = valueOf(error, 'message');
  return typeof message === 'string' ? message : undefined;
}

function keysOf(fields: object): readonly string[] {
  try {
    return Object.keys(fields);
  } catch {
    return []; // a proxy that refuses
  }
}

function valueOf(fields: object, key: string): unknown {
  try {
    return (fields as Record<string, unknown>)[key];
  } catch (cause) {
    return `[unreadable: ${cause instanceof Error ? cause.message : String(cause)}]`;
  }
}
