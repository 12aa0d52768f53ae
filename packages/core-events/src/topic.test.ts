import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertTopic, fromTopicSegment, topicSegment } from './topic.ts';

it.each([
  ['BRK.B', 'BRK%2EB'],
  ['ES 03-24', 'ES%2003-24'],
  ['100%', '100%25'],
  ['*', '%2A'],
  ['a>b', 'a%3Eb'],
  ['\u2003', '%u2003'],
  ['BTC/USDT:USDT', 'BTC/USDT:USDT'],
])('writes %j as %s', (symbol, segment) => {
  expect([topicSegment(symbol), fromTopicSegment(segment)]).toEqual([segment, symbol]);
});

it('makes one segment of any text, and the text of the segment', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: fc.constantFrom(...Array.from('aZ.*>% \t\u0000\u00a0\u2003\u3000é😀')) }),
      (text) => {
        const segment = topicSegment(text);
        expect(() => assertTopic(`bar.${segment}.1m`)).not.toThrow();
        expect(segment.split('.')).toHaveLength(1);
        expect(fromTopicSegment(segment)).toBe(text);
      },
    ),
  );
});

it('makes nothing of nothing', () => {
  expect(() => topicSegment('')).toThrow(/a segment is empty/);
});
