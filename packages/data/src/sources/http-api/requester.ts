import type { Clock, Logger, Random } from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import { assertOk } from './answer-status.ts';
import type { Cancellation } from './cancellation.ts';
import { fetchAnswer, type Answer } from './fetch-answer.ts';
import type { HttpTally } from './http-tally.ts';
import { PageFailure } from './page-failure.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { Scrubber } from './scrubber.ts';
import type { FetchLike } from './web-platform.ts';

/** How requests are sent, and sent again. All in ms. */
export interface RequestPolicy {
  readonly retriesPerRequest: number;
  readonly retryBudget: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  readonly longestRetryAfterMs: number;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly fetch: FetchLike;
  readonly clock: Clock;
  readonly sleep: ((ms: number) => Promise<void>) | undefined;
  readonly random: Random;
  readonly logger: Logger;
}

/** What belongs to one run. */
export interface RunState {
  readonly limiter: RateLimiter;
  readonly cancellation: Cancellation;
  readonly scrubber: Scrubber;
  readonly tally: HttpTally;
}

/** A request as it is shown, and as it is sent. */
export interface OutgoingRequest {
  readonly shown: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly where: string;
}

/**
 * Sends a request until its answer can be read, within the retries of the request and of the run.
 *
 * @param read throws PageFailure for what may be better next time
 * @throws DataError RETRIES_EXHAUSTED and RETRY_AFTER_TOO_LONG, whose cause is the last failure; all that is not a
 *   PageFailure at once; the signal's reason
 */
export async function request<T>(
  outgoing: OutgoingRequest,
  read: (answer: Answer) => T,
  policy: RequestPolicy,
  state: RunState,
): Promise<T> {
  const { cancellation, tally, limiter } = state;
  for (let attempt = 0; ; attempt++) {
    cancellation.throwIfAborted();
    await wait(limiter.take(policy.clock.now()), policy, state);
    try {
      return await send(outgoing, attempt, read, policy, state);
    } catch (failure) {
      cancellation.throwIfAborted();
      if (!(failure instanceof PageFailure)) throw failure;
      const waitMs = waitBefore(failure, attempt, outgoing.where, policy, tally);
      const { code, what } = failure.error;
      tally.retries++;
      tally.reasons.set(code, (tally.reasons.get(code) ?? 0) + 1);
      policy.logger.warn(
        {
          request: state.scrubber.scrub(outgoing.where),
          attempt: attempt + 1,
          code,
          what: state.scrubber.scrub(what),
          waitMs,
        },
        'request is sent again',
      );
      if (failure.retryAfterMs !== undefined) limiter.closeUntil(policy.clock.now() + failure.retryAfterMs);
      await wait(waitMs, policy, state);
    }
  }
}

async function send<T>(
  { shown, url, headers, where }: OutgoingRequest,
  attempt: number,
  read: (answer: Answer) => T,
  policy: RequestPolicy,
  { cancellation, scrubber, tally }: RunState,
): Promise<T> {
  const { clock, logger, fetch, headersTimeoutMs, bodyTimeoutMs } = policy;
  const began = clock.now();
  tally.requests++;
  const answer = await fetchAnswer({ url, headers, fetch, headersTimeoutMs, bodyTimeoutMs, cancellation, where });
  const { status, bytes } = answer;
  const line = { url: scrubber.scrub(shown), attempt: attempt + 1, status, bytes: bytes.byteLength };
  logger.debug({ ...line, ms: clock.now() - began }, 'request answered');
  assertOk(answer, where, clock.now(), (text) => scrubber.scrub(text));
  return read(answer);
}

/** How long to wait before a request is sent again, ms. @throws DataError where it is not */
function waitBefore(
  { error, retryAfterMs }: PageFailure,
  attempt: number,
  where: string,
  policy: RequestPolicy,
  tally: HttpTally,
): number {
  const { retriesPerRequest, retryBudget, firstWaitMs, longestWaitMs, longestRetryAfterMs, random } = policy;
  const last = `${error.code}, ${error.what}`;
  if (tally.retries >= retryBudget || attempt >= retriesPerRequest) {
    const what =
      tally.retries >= retryBudget
        ? `the ${retryBudget} retries of the run are used up, the last for ${last}`
        : `the request failed ${attempt + 1} times, the last time by ${last}`;
    throw new DataError('RETRIES_EXHAUSTED', { what, where, fix: error.fix, cause: error });
  }
  if (retryAfterMs !== undefined && retryAfterMs > longestRetryAfterMs) {
    const what = `the server asks to be left alone for ${Math.ceil(retryAfterMs / 1_000)} s (${last})`;
    const fix = 'run again after that, or raise longestRetryAfterMs';
    throw new DataError('RETRY_AFTER_TOO_LONG', { what, where, fix, cause: error });
  }
  const backoff = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt);
  return Math.ceil(Math.max(retryAfterMs ?? 0, backoff / 2 + (random() * backoff) / 2));
}

async function wait(ms: number, { sleep }: RequestPolicy, { cancellation, tally }: RunState): Promise<void> {
  if (ms <= 0) return;
  tally.waitedMs += ms;
  await (sleep === undefined ? cancellation.sleep(ms) : cancellation.race(sleep(ms)));
}
