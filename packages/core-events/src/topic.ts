import { EventsError } from './error.ts';

/** One segment: what may be a subject of NATS and a key of Redis, without wildcards. */
const SEGMENT = /^[^\s.*>\p{Cc}]+$/u;
/** What a symbol may contain and a segment may not, and the sign that escapes it. */
const ESCAPED = /[\s.*>%\p{Cc}]/gu;

/**
 * Refuses what is no topic: one or more segments between dots, without `*`, `>` and white space.
 *
 * @throws EventsError INVALID_TOPIC
 */
export function assertTopic(topic: string): void {
  if (typeof topic === 'string' && topic.split('.').every((segment) => SEGMENT.test(segment))) return;
  throw new EventsError('INVALID_TOPIC', {
    what: `${JSON.stringify(topic)} is no topic`,
    fix: "write segments between dots, such as 'bar.ES.1m'; topicSegment(symbol) escapes what a symbol may contain",
  });
}

/**
 * Makes one segment of any text, such as a symbol with a dot; `%` and two or more hexadecimal digits escape what a
 * segment may not contain.
 *
 * @throws EventsError INVALID_TOPIC for an empty text
 * @example
 * topicSegment('BRK.B') // => 'BRK%2EB'
 * topicSegment('BTC/USDT') // => 'BTC/USDT'
 */
export function topicSegment(text: string): string {
  if (text === '') throw new EventsError('INVALID_TOPIC', { what: 'a segment is empty', fix: 'give a symbol' });
  return text.replace(ESCAPED, (letter) => {
    const code = letter.codePointAt(0)!.toString(16).toUpperCase();
    return code.length <= 2 ? `%${code.padStart(2, '0')}` : `%u${code.padStart(4, '0')}`;
  });
}

/**
 * The text that `topicSegment` made a segment of.
 *
 * @example fromTopicSegment('BRK%2EB') // => 'BRK.B'
 */
export function fromTopicSegment(segment: string): string {
  return segment.replace(/%(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g, (_, long?: string, short?: string) =>
    String.fromCodePoint(parseInt(long ?? short!, 16)),
  );
}
