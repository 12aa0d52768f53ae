import { DataError } from '../../error.ts';
import { excerptOf, type Answer } from './fetch-answer.ts';
import { PageFailure } from './page-failure.ts';
import { httpDate, retryAfterMs } from './retry-after.ts';

/** Refused as they are; each has its own code, because each is mended differently. */
const REFUSED: Readonly<Record<number, readonly [code: string, fix: string]>> = {
  401: ['UNAUTHORIZED', 'check the secrets: the server does not know this key'],
  403: ['FORBIDDEN', 'check what the key may read, and from where the server may be asked'],
  404: ['NOT_FOUND', 'check the symbol and the baseUrl'],
};

/** Sent again, besides all of 5xx. */
const PASSING: Readonly<Record<number, string>> = {
  408: 'SERVER_TIMEOUT',
  425: 'TOO_EARLY',
  429: 'RATE_LIMITED',
};

/**
 * Lets an answer with a status of 2xx pass.
 *
 * @param now epoch ms, for a Retry-After of an answer without Date
 * @throws PageFailure RATE_LIMITED, SERVER_TIMEOUT, TOO_EARLY, SERVER_ERROR
 * @throws DataError UNAUTHORIZED, FORBIDDEN, NOT_FOUND, REQUEST_REFUSED, REDIRECTED
 */
export function assertOk(answer: Answer, where: string, now: number, scrub: (text: string) => string): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  const said = excerptOf(answer, scrub);
  const what = `the server answered ${status}${said === '' ? '' : `: ${said}`}`;
  const passing = PASSING[status] ?? (status >= 500 ? 'SERVER_ERROR' : undefined);
  if (passing !== undefined) {
    const at = httpDate(answer.header('date') ?? '') ?? now;
    const wait = retryAfterMs(answer.header('retry-after'), at);
    throw new PageFailure(passing, { what, where, fix: 'try again later' }, wait);
  }
  if (status < 400) {
    // Status 0 is how browsers show a redirect that they do not follow.
    const fix = 'give the address that it points to as baseUrl';
    throw new DataError('REDIRECTED', {
      what: `the server sends elsewhere (${status}): keys do not go there`,
      where,
      fix,
    });
  }
  const [code, fix] = REFUSED[status] ?? ['REQUEST_REFUSED', 'check symbol, timeframe, range and parameters'];
  throw new DataError(code, { what, where, fix });
}
