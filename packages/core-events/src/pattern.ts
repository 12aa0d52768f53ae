import { EventsError } from './error.ts';

/** A topic pattern, taken apart once. */
export interface Pattern {
  readonly text: string;
  readonly segments: readonly string[];
  /** Ends in `**`: one or more further segments. */
  readonly rest: boolean;
  /** Speaks of one topic, which is its text. */
  readonly literal: boolean;
}

const SEGMENT = /^(?:\*|[^\s.*>\p{Cc}]+)$/u;

/**
 * Takes a pattern apart: a topic in which `*` stands for one segment and a last `**` for one or more.
 *
 * @throws EventsError INVALID_PATTERN
 */
export function parsePattern(text: string): Pattern {
  const written = typeof text === 'string' ? text.split('.') : [];
  const rest = written.at(-1) === '**';
  const segments = rest ? written.slice(0, -1) : written;
  if ((rest || segments.length > 0) && segments.every((segment) => SEGMENT.test(segment))) {
    return { text, segments, rest, literal: !rest && !segments.includes('*') };
  }
  throw new EventsError('INVALID_PATTERN', {
    what: `${JSON.stringify(text)} is no topic pattern`,
    fix: "write segments between dots; '*' stands for a whole segment, '**' at the end for one or more: 'bar.*.1m', 'bar.**'",
  });
}

/**
 * Whether a topic is one that the pattern speaks of.
 *
 * @example
 * matches(parsePattern('bar.*.1m'), 'bar.ES.1m') // => true
 * matches(parsePattern('bar.**'), 'bar.ES.1m') // => true
 * matches(parsePattern('bar.*'), 'bar.ES.1m') // => false
 */
export function matches({ segments, rest }: Pattern, topic: string): boolean {
  const parts = topic.split('.');
  if (rest ? parts.length <= segments.length : parts.length !== segments.length) return false;
  return segments.every((segment, i) => segment === '*' || segment === parts[i]);
}
