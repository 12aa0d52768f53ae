import { describe, expect, it } from 'vitest';
import { Timer, type TimerOptions } from './timer.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const taken = (timer: Timer, start: number, close: number) => {
  const moments: number[] = [];
  for (let time = timer.take(start, close); time === time; time = timer.take(start, close)) moments.push(time);
  return moments;
};
const told = (timeframe: string, options: TimerOptions, start: string, close: string) =>
  taken(new Timer(timeframe as never, options, 'x'), utc(start), utc(close)).map((time) =>
    new Date(time).toISOString().slice(0, 16),
  );
const newYork = { at: '15:45', timeZone: 'America/New_York' };

it('has one moment per frame, after the start and up to the close', () => {
  expect(told('1d', {}, '2024-01-01T00:00', '2024-01-03T00:00')).toEqual(['2024-01-02T00:00', '2024-01-03T00:00']);
  expect(told('1d', newYork, '2024-01-02T14:30', '2024-01-04T00:00')).toEqual(['2024-01-02T20:45', '2024-01-03T20:45']);
  expect(told('1h', { at: '00:05' }, '2024-01-01T00:00', '2024-01-01T02:04')).toEqual([
    '2024-01-01T00:05',
    '2024-01-01T01:05',
  ]);
});

it('keeps to the clocks of the exchange in summer and winter', () => {
  expect(told('1d', newYork, '2024-03-08T21:00', '2024-03-11T21:00')).toEqual([
    '2024-03-09T20:45',
    '2024-03-10T19:45',
    '2024-03-11T19:45',
  ]);
  expect(told('1d', newYork, '2024-11-01T20:00', '2024-11-03T21:00')).toEqual(['2024-11-02T19:45', '2024-11-03T20:45']);
});

it('rings once where clocks are put forward over several of its times', () => {
  const night = told('30m', { timeZone: 'America/New_York' }, '2024-03-10T06:00', '2024-03-10T08:00');
  expect(night).toEqual(['2024-03-10T06:30', '2024-03-10T07:00', '2024-03-10T07:30', '2024-03-10T08:00']);
});

it('rings once for an hour that comes twice', () => {
  const night = told('1h', { timeZone: 'America/New_York' }, '2024-11-03T04:30', '2024-11-03T08:00');
  expect(night).toEqual(['2024-11-03T05:00', '2024-11-03T07:00', '2024-11-03T08:00']);
});

it('takes weeks, which begin on Monday, and months', () => {
  expect(told('1w', { at: '09:30', timeZone: 'Europe/London' }, '2024-07-01T12:00', '2024-07-16T00:00')).toEqual([
    '2024-07-08T08:30',
    '2024-07-15T08:30',
  ]);
  expect(told('1M', newYork, '2024-01-15T00:00', '2024-03-31T00:00')).toEqual(['2024-02-01T20:45', '2024-03-01T20:45']);
});

it('tells each moment once', () => {
  const timer = new Timer('1h', {}, 'x');
  expect(taken(timer, 0, 3_600_000)).toEqual([3_600_000]);
  expect(taken(timer, 0, 7_199_999)).toEqual([]);
  expect(taken(timer, 0, 7_200_000)).toEqual([7_200_000]);
});

it('has a name', () => {
  expect(new Timer('1d', newYork, 'x').name).toBe('1d 15:45');
  expect(new Timer('1d', { name: 'flatten' }, 'x').name).toBe('flatten');
});

describe('refuses', () => {
  it.each<[string, TimerOptions, string]>([
    ['daily', {}, '"daily" is not a timeframe'],
    ['1d', { at: '3:45pm' }, 'at is "3:45pm"'],
    ['1d', { at: '24:00' }, '24:00 lies after the end of a frame of 1d'],
    ['15m', { at: '00:20' }, '00:20 lies after'],
    ['30s', {}, '30s is shorter than a minute'],
    ['1d', { timeZone: 'Mars/Olympus' }, '"Mars/Olympus" is no time zone'],
  ])('%s %j', (timeframe, options, what) => {
    expect(() => new Timer(timeframe as never, options, 'strategy x')).toThrow(
      expect.objectContaining({ code: 'INVALID_TIMER', what: expect.stringContaining(what), where: 'strategy x' }),
    );
  });
});
