import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../../error.ts';
import { revealSecret, type SecretValue } from '../secret-value.ts';
import type { FeedLogin, FeedRequest, LiveFeed } from './live-feed.ts';
import type { SocketRequest } from './live-socket.ts';
import type { Redaction } from './redaction.ts';

type SecretValues = Readonly<Record<string, SecretValue>>;

/**
 * Holds the secrets that are given against those that the feed needs.
 *
 * @throws DataError MISSING_SECRET, BAD_OPTION
 */
export function checkSecrets(
  { name: where, secrets: needed = [] }: Pick<LiveFeed<never>, 'name' | 'secrets'>,
  given: SecretValues = {},
): void {
  const unknown = Object.keys(given).find((name) => !needed.includes(name));
  if (unknown !== undefined) {
    const meant = nearestName(unknown, needed);
    const known = needed.length === 0 ? 'give none' : `give ${needed.join(', ')}`;
    const fix = meant === undefined ? known : `did you mean ${meant}?`;
    throw new DataError('BAD_OPTION', { what: `"${unknown}" is no secret that the feed needs`, where, fix });
  }
  const missing = needed.filter((name) => given[name] === undefined);
  if (missing.length === 0) return;
  const fix = `give { secrets: { ${missing.join(', ')} } }`;
  throw new DataError('MISSING_SECRET', { what: `the login needs ${missing.join(', ')}`, where, fix });
}

/** What a line begins with. */
export interface Opening {
  readonly url: string;
  readonly handshake: SocketRequest;
  /** Messages that are sent when it is open. */
  readonly first: readonly unknown[];
}

/**
 * The address, the login and the subscription of a line, with secrets as they are now. All of them are hidden from here on.
 *
 * @throws DataError SECRET_UNAVAILABLE, BAD_SECRET, LOGIN_FAILED
 */
export async function loggedIn<Message>(
  feed: LiveFeed<Message>,
  request: FeedRequest,
  { sources = {}, redaction }: { sources: SecretValues | undefined; redaction: Redaction },
): Promise<Opening> {
  const secrets: Record<string, string> = {};
  for (const [name, source] of Object.entries(sources)) {
    secrets[name] = await revealSecret(name, source);
    redaction.hide(secrets[name]);
  }
  try {
    const login: FeedLogin = feed.login?.(secrets, request) ?? {};
    redaction.hideAll(login);
    const address = typeof feed.url === 'string' ? feed.url : feed.url(request);
    hideInAddress(address, redaction);
    const query = Object.entries(login.query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const joint = address.includes('?') ? '&' : '?';
    const url = query.length === 0 ? address : `${address}${joint}${query.join('&')}`;
    const { headers = {}, protocols = [], messages = [] } = login;
    return { url, handshake: { headers, protocols }, first: [...messages, ...(feed.subscribe?.(request) ?? [])] };
  } catch (error) {
    const what = 'the address, the login or the subscription of the feed cannot be made';
    throw new DataError('LOGIN_FAILED', { what, where: feed.name, cause: redaction.cause(error) });
  }
}

/** Those who write a key into the address are protected, too. */
function hideInAddress(address: string, redaction: Redaction): void {
  const [, user = '', password = ''] = /^\w+:\/\/([^/?#@:]*)(?::([^/?#@]*))?@/.exec(address) ?? [];
  redaction.hide(user);
  redaction.hide(password);
  for (const [, value = ''] of address.matchAll(/[?&][^=&#]*(?:key|token|secret|sign|auth|pass)[^=&#]*=([^&#]*)/gi)) {
    redaction.hide(value);
  }
}
