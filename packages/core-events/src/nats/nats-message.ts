import type { WireEvent } from '../bridge/wire-event.ts';

/** Body of a message: the payload as `encodePayload` wrote it, and the time where somebody said it. */
export function messageBody({ time, payload }: WireEvent): string {
  return time === time ? `{"time":${time},"payload":${payload}}` : `{"payload":${payload}}`;
}

/** What the server tells messages apart by. */
export function messageId({ origin, n }: WireEvent): string {
  return `${origin}:${n}`;
}

/**
 * The event of a message; undefined for one that no bridge sent.
 *
 * @param topic the subject without its prefix
 * @param id the header Nats-Msg-Id
 */
export function eventOf(topic: string, id: string, body: string): WireEvent | undefined {
  const colon = id.lastIndexOf(':');
  const n = Number(id.slice(colon + 1));
  const [, time, payload] = /^\{(?:"time":([^,]+),)?"payload":(.*)\}$/s.exec(body) ?? [];
  if (colon < 1 || !Number.isSafeInteger(n) || n < 1 || payload === undefined) return undefined;
  return { origin: id.slice(0, colon), n, topic, time: Number(time ?? NaN), payload };
}
