import { expect, it } from 'vitest';
import { topicFilter } from './topic-filter.ts';

it('wants every topic where no pattern is given, and none where the list is empty', () => {
  expect([topicFilter(undefined)('bar.ES.1m'), topicFilter([])('bar.ES.1m')]).toEqual([true, false]);
});

it('answers the same when it is asked again', () => {
  const wanted = topicFilter('bar.*.1m');
  const topics = ['bar.ES.1m', 'bar.ES.1h'];
  expect([...topics, ...topics].map(wanted)).toEqual([true, false, true, false]);
});

it('goes on where ever new topics are more than it remembers', () => {
  const wanted = topicFilter('order.*');
  for (let i = 0; i < 20_000; i++) wanted(`order.${i}`);
  expect([wanted('order.0'), wanted('fill.0')]).toEqual([true, false]);
});

it('refuses what is no pattern', () => {
  expect(() => topicFilter(['bar*'])).toThrow(expect.objectContaining({ code: 'INVALID_PATTERN' }));
});
