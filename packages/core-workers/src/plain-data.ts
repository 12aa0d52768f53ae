import { WorkersError } from './error.ts';

/** Objects made by literals: those whose fields structured clone copies, and nothing of which it loses. */
export function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Refuses what structured clone refuses, with the place where it is; and what it would turn into something else without
 * a word: an instance of a class arrives as a plain object, without its methods and its private fields.
 *
 * @param name what the value is called in the message: `input`
 * @param where the task, for the message
 * @throws WorkersError with `code`
 */
export function assertPlain(value: unknown, name: string, code: string, where?: string): void {
  if (typeof value === 'object' ? value !== null : typeof value === 'function' || typeof value === 'symbol') {
    visit(value, name, { code, where, seen: new Set() });
  }
}

interface Visit {
  readonly code: string;
  readonly where: string | undefined;
  readonly seen: Set<object>;
}

function visit(value: unknown, path: string, run: Visit): void {
  if (typeof value === 'function')
    throw refused(path, value.name === '' ? 'a function' : `the function ${value.name}`, run);
  if (typeof value === 'symbol') throw refused(path, 'a symbol', run);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || run.seen.has(value)) return;
  run.seen.add(value);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item !== 'number') visit(item, `${path}[${i}]`, run);
    }
  } else if (isPlainObject(value)) {
    for (const key of Object.keys(value)) visit(value[key], `${path}.${key}`, run);
  } else if (Object.prototype.toString.call(value) === '[object Object]') {
    throw refused(path, `an instance of ${value.constructor.name}`, run);
  }
  // What remains (Map, Date, ArrayBuffer ...) structured clone knows, or refuses itself.
}

function refused(path: string, what: string, { code, where }: Visit): WorkersError {
  const fix = 'give plain data: numbers, texts, arrays, typed arrays and objects of them';
  return new WorkersError(code, { what: `${path} is ${what}, which cannot travel`, where, fix });
}
