import type { Level } from '../levels.ts';
import type { Plain } from '../plain.ts';
import type { LogRecord } from '../record.ts';
import type { Formatter } from './json.ts';
import { wordOf } from './word.ts';

export interface PrettyOptions {
  /** Colours for a terminal, as ANSI codes; default off. */
  readonly colours?: boolean | undefined;
}

const COLOUR: Readonly<Record<Level, number>> = { trace: 90, debug: 36, info: 32, warn: 33, error: 31, fatal: 35 };
const TOLD = new Set(['level', 'time', 'simTime', 'msg', 'component', 'err']);

/**
 * Lines for people: wall time, level, simulated time, component, message, fields. A message cannot forge a line or send
 * codes to the terminal: its further lines are indented and its control characters are shown.
 *
 * @example
 * const pretty = prettyFormatter();
 * const record = { level: 'info', time: 1_000, simTime: 0, component: 'execution', msg: 'filled', side: 'buy' } as const;
 * pretty(record) // => '00:00:01.000 INFO  @1970-01-01T00:00:00.000Z execution: filled side=buy\n'
 */
export function prettyFormatter({ colours = false }: PrettyOptions = {}): Formatter {
  const paint = (code: number, text: string): string => (colours ? `\u001B[${code}m${text}\u001B[0m` : text);
  return (record) => {
    const { level, time, simTime, msg, component, err } = record;
    const head = [paint(90, clockTime(time)), paint(COLOUR[level], level.toUpperCase().padEnd(5))];
    if (simTime !== undefined) head.push(paint(90, `@${moment(simTime)}`));
    const said = [
      component === undefined ? '' : `${shown(wordOf(component))}:`,
      shown(msg ?? ''),
      fieldsOf(record, paint),
    ];
    const line = [...head, ...said.filter((part) => part !== '')].join(' ');
    return `${line}\n${err === undefined ? '' : errorLines(err)}`;
  };
}

function fieldsOf(record: LogRecord, paint: (code: number, text: string) => string): string {
  const fields = Object.entries(record).filter(([key]) => !TOLD.has(key));
  return fields.map(([key, value]) => `${paint(90, `${shown(key)}=`)}${shown(wordOf(value))}`).join(' ');
}

/** The stack and the causes, indented; an error without a stack as its fields. */
function errorLines(err: Plain): string {
  const parts: string[] = [];
  let at: Plain | undefined = err;
  while (at !== undefined) {
    const error: { readonly [key: string]: Plain } = isObject(at) ? at : { stack: wordOf(at) };
    const { type = 'Error', message = '', stack, cause, ...own } = error;
    const head = typeof stack === 'string' ? stack : `${wordOf(type)}: ${wordOf(message)}`;
    const fields = Object.keys(own).length === 0 ? '' : `\n${JSON.stringify(own)}`;
    parts.push(`${parts.length === 0 ? '' : 'caused by '}${head}${fields}`);
    at = cause;
  }
  return `    ${shown(parts.join('\n'))}\n`;
}

function isObject(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029]/g;

function shown(text: string): string {
  return text
    .replace(CONTROL, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('\n', '\n    ');
}

function clockTime(time: number): string {
  return moment(time).slice(11, 23);
}

/** ISO 8601 in UTC; beyond what a Date can say, the number. */
function moment(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}
