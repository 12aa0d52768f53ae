import * as z from 'zod';
import { DataError } from '../../error.ts';
import { excerptOf, textOf, type Answer } from './fetch-answer.ts';
import type { HttpBar, HttpBarDefinition } from './http-bar-definition.ts';
import { pageBars, type PageBars, type PageBarsOptions } from './page-bars.ts';
import { PageFailure } from './page-failure.ts';

/** A page that has been read. */
export interface ReadPage extends PageBars {
  /** The token or the address of the next page. */
  readonly next: string | undefined;
}

/** What reading needs besides the definition. */
export interface ReadOptions extends PageBarsOptions {
  readonly symbol: string;
}

/**
 * The bars of an answer with a status of 2xx.
 *
 * @throws PageFailure WRONG_CONTENT_TYPE, TRUNCATED_BODY, MALFORMED_BODY, API_ERROR (where the definition says so)
 * @throws DataError API_ERROR, BAD_PAGE, BAD_ROW, and as `pageBars`
 */
export function readPage(definition: HttpBarDefinition, answer: Answer, options: ReadOptions): ReadPage {
  const { where, symbol } = options;
  const { pages } = definition;
  assertContentType(definition, answer, options);
  const body = bodyOf(definition, answer, where);
  const failed = guarded(() => definition.error?.(body), 'error', where);
  if (failed !== undefined) {
    const details = { what: `the server says: ${cut(options.scrub(failed.message))}`, where, fix: 'see what it says' };
    throw failed.retry === true ? new PageFailure('API_ERROR', details) : new DataError('API_ERROR', details);
  }
  const page = parsed(definition.page, body, 'BAD_PAGE', where);
  const rows = guarded(() => definition.rows(page, symbol), 'rows', where);
  const bars = rows.map((row, i): HttpBar => {
    const at = `${where}, row ${i}`;
    const known = parsed(definition.row, row, 'BAD_ROW', at);
    return guarded(() => definition.bar(known), 'bar', at);
  });
  const given = 'next' in pages ? guarded(() => pages.next(page), 'pages.next', where) : undefined;
  return { ...pageBars(bars, options), next: given === null || given === '' ? undefined : given };
}

function assertContentType(definition: HttpBarDefinition, answer: Answer, { where, scrub }: ReadOptions): void {
  const { body = 'json', contentTypes = body === 'json' ? ['application/json'] : undefined } = definition;
  const type = answer.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined || type === '' || contentTypes === undefined) return;
  const isJson = body === 'json' && /^application\/[\w.-]+\+json$/.test(type);
  if (isJson || contentTypes.some((known) => known.toLowerCase() === type)) return;
  const said = excerptOf(answer, scrub);
  const what = `the server answered ${type}, not ${contentTypes.join(' or ')}${said === '' ? '' : `: ${said}`}`;
  throw new PageFailure('WRONG_CONTENT_TYPE', { what, where, fix: 'check the baseUrl; a proxy may have answered' });
}

/** @throws PageFailure TRUNCATED_BODY, MALFORMED_BODY */
function bodyOf(definition: HttpBarDefinition, answer: Answer, where: string): unknown {
  const text = textOf(answer, where);
  const promised = Number(answer.header('content-length') ?? NaN);
  // The length of a compressed body says nothing of the text, and half of a JSON text is none.
  const isShort = answer.header('content-encoding') === null && answer.bytes.byteLength < promised;
  const truncated = (): PageFailure => {
    const what = `the body has ${answer.bytes.byteLength} of ${promised} bytes`;
    return new PageFailure('TRUNCATED_BODY', { what, where, fix: 'try again later' });
  };
  if (definition.body === 'text') {
    if (isShort) throw truncated();
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    if (isShort) throw truncated();
    const what = text.trim() === '' ? 'the body is empty' : `the body of ${text.length} characters is no JSON`;
    throw new PageFailure('MALFORMED_BODY', { what, where, fix: 'try again later, or check the baseUrl' });
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, code: string, where: string): T {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const path = issue === undefined || issue.path.length === 0 ? '' : `${z.core.toDotPath(issue.path)}: `;
  const fix = 'the API has changed, or the definition does not describe it';
  throw new DataError(code, { what: `${path}${issue?.message ?? 'the shape is another'}`, where, fix });
}

/** What a function of the definition gives. */
function guarded<T>(call: () => T, name: string, where: string): T {
  try {
    return call();
  } catch (cause) {
    const fix = 'have the schemas refuse what the function cannot read';
    throw new DataError('BAD_DEFINITION', { what: `${name} threw`, where, fix, cause });
  }
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
