import { barSeries, type Calendar } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { sessionGate, type SessionGateOptions } from './session-gate.ts';

/** Hourly bars that open at the given hours, UTC, of 1 July 2024. */
const hourly = (...hours: number[]) => {
  const close = Float64Array.from(hours, () => 1);
  const time = Float64Array.from(hours, (hour) => Date.UTC(2024, 6, 1, hour));
  return barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'X', timeframe: '1h' });
};
const through = (options: SessionGateOptions, ...hours: number[]) => {
  const run = sessionGate(options).over(hourly(...hours), 0);
  return hours.map((_, i) => run.update(0.5, i));
};

describe('hours', () => {
  it('are judged at the close of a bar, in the zone', () => {
    const hours = ['09:30', '16:00'] as const;
    expect(through({ hours, timeZone: 'America/New_York' }, 12, 13, 18, 19, 20)).toEqual([0, 0.5, 0.5, 0, 0]);
    expect(through({ hours, outside: 'hold' }, 7, 8, 9, 14, 15)).toEqual([NaN, NaN, 0.5, 0.5, NaN]);
  });

  it('may go over midnight', () => {
    expect(through({ hours: ['22:00', '02:00'] }, 0, 1, 20, 21, 22)).toEqual([0.5, 0, 0, 0.5, 0.5]);
    expect(through({ hours: ['22:00', '24:00'] }, 20, 21, 22)).toEqual([0, 0.5, 0.5]);
  });
});

it('asks a calendar', () => {
  const calendar: Calendar = {
    name: 'X',
    timeZone: 'UTC',
    sessions: () => [],
    isOpen: (time) => new Date(time).getUTCHours() === 10,
  };
  expect(through({ calendar }, 8, 9, 10)).toEqual([0, 0.5, 0]);
  expect(sessionGate({ calendar }).params).toEqual({ calendar: 'X', outside: 'flat' });
});

it.each([
  {},
  { hours: ['9:30', '16:00'] },
  { hours: ['09:30'] },
  { hours: ['09:30', '09:30'] },
  { hours: ['09:30', '24:30'] },
  { hours: ['09:30', '16:60'] },
  { hours: ['09:30', '16:00'], timeZone: 'Mars' },
  { hours: ['09:30', '16:00'], outside: 'short' },
  { calendar: {} },
  { calendar: { isOpen: () => true }, hours: ['09:30', '16:00'] },
])('refuses %o', (options) => {
  expect(() => sessionGate(options as never)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', where: 'sessionGate' }),
  );
});
