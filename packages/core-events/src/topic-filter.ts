import { matches, parsePattern } from './pattern.ts';

/** So many topics are remembered as wanted or not. */
const REMEMBERED = 16_384;

/**
 * Whether a topic is one that any of some patterns speaks of; what was asked once is remembered.
 *
 * @param patterns left out: every topic is
 * @throws EventsError INVALID_PATTERN
 * @example
 * const wanted = topicFilter(['bar.**', 'fill.*']);
 * [wanted('bar.ES.1m'), wanted('fill.ES'), wanted('order.ES')] // => [true, true, false]
 */
export function topicFilter(patterns: string | readonly string[] | undefined): (topic: string) => boolean {
  if (patterns === undefined) return () => true;
  const parsed = (typeof patterns === 'string' ? [patterns] : patterns).map(parsePattern);
  const known = new Map<string, boolean>();
  return (topic) => {
    const before = known.get(topic);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const wanted = parsed.some((pattern) => matches(pattern, topic));
    known.set(topic, wanted);
    return wanted;
  };
}
