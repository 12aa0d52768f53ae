import type { Cancellation } from './cancellation.ts';
import { PageFailure } from './page-failure.ts';
import { webPlatform, type FetchLike, type FetchResponse } from './web-platform.ts';

/** What one attempt needs to know. */
export interface Attempt {
  /** With its secrets: never shown. */
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly fetch: FetchLike;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly cancellation: Cancellation;
  readonly where: string;
}

/** An answer that is there in full. */
export interface Answer {
  readonly status: number;
  readonly bytes: ArrayBuffer;
  header(name: string): string | null;
}

/**
 * Sends a request once and reads its answer to the end.
 *
 * @throws PageFailure REQUEST_FAILED, HEADERS_TIMEOUT, BODY_TIMEOUT, BODY_BROKE_OFF; the signal's reason
 */
export async function fetchAnswer(attempt: Attempt): Promise<Answer> {
  const { url, headers, fetch, headersTimeoutMs, bodyTimeoutMs, cancellation, where } = attempt;
  const controller = new webPlatform.AbortController();
  const stop = cancellation.onAbort(() => controller.abort());
  const within = async <T>(work: () => Promise<T>, part: Part, ms: number): Promise<T> => {
    try {
      return await cancellation.race(inTime(work(), part, ms, where));
    } catch (cause) {
      cancellation.throwIfAborted();
      if (cause instanceof PageFailure) throw cause;
      throw new PageFailure(part.broke, {
        what: `${part.failed}${reasonOf(cause)}`,
        where,
        fix: 'try again later',
        cause,
      });
    }
  };
  try {
    const send = async (): Promise<FetchResponse> =>
      fetch(url, { method: 'GET', headers, signal: controller.signal, redirect: 'manual' });
    const response = await within(send, HEADERS, headersTimeoutMs);
    const { status } = response;
    const isPage = status >= 200 && status < 300;
    const bytes = await within(async () => response.arrayBuffer(), BODY, bodyTimeoutMs).catch((failure: unknown) => {
      cancellation.throwIfAborted();
      if (isPage) throw failure;
      return new ArrayBuffer(0); // the status says enough
    });
    return { status, bytes, header: (name) => response.headers.get(name) };
  } finally {
    stop();
    controller.abort(); // frees the connection of an answer that is not wanted any more
  }
}

interface Part {
  readonly broke: string;
  readonly failed: string;
  readonly late: string;
  readonly slow: string;
  readonly option: string;
}

const HEADERS: Part = {
  broke: 'REQUEST_FAILED',
  failed: 'there was no answer',
  late: 'HEADERS_TIMEOUT',
  slow: 'no answer began',
  option: 'headersTimeoutMs',
};
const BODY: Part = {
  broke: 'BODY_BROKE_OFF',
  failed: 'the answer broke off',
  late: 'BODY_TIMEOUT',
  slow: 'the answer did not end',
  option: 'bodyTimeoutMs',
};

async function inTime<T>(work: Promise<T>, { late, slow, option }: Part, ms: number, where: string): Promise<T> {
  let timer: unknown;
  const timeout = new Promise<never>((_, reject) => {
    timer = webPlatform.setTimeout(() => {
      reject(new PageFailure(late, { what: `${slow} within ${ms} ms`, where, fix: `try later, or raise ${option}` }));
    }, ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    webPlatform.clearTimeout(timer);
  }
}

/** `fetch failed` says nothing: what it knows stands in its cause. */
function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (!(inner instanceof Error)) return '';
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.message;
  return code === '' ? '' : `: ${code}`;
}

/**
 * The text of an answer.
 *
 * @throws PageFailure MALFORMED_BODY where its bytes are no UTF-8
 */
export function textOf({ bytes }: Answer, where: string): string {
  try {
    return new webPlatform.TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PageFailure('MALFORMED_BODY', { what: 'the body is no UTF-8', where, fix: 'check the address' });
  }
}

/** The beginning of an error page, for its message; '' where it is no text. */
export function excerptOf(answer: Answer, scrub: (text: string) => string): string {
  try {
    const text = scrub(textOf(answer, '')).replaceAll(/\s+/g, ' ').trim();
    return text.length > 200 ? `${text.slice(0, 200)}…` : text;
  } catch {
    return '';
  }
}
