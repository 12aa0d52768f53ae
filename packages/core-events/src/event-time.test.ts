import { expect, it } from 'vitest';
import { payloadTime } from './event-time.ts';

it.each([
  [{ closeTime: 5, time: 1, timeframe: '1m' }, 5],
  [{ time: Date.UTC(2024, 0, 2, 9, 30), timeframe: '1h' }, Date.UTC(2024, 0, 2, 10, 30)],
  [{ time: Date.UTC(2024, 1, 1), timeframe: '1M' }, Date.UTC(2024, 2, 1)],
  [{ time: 7, timeframe: 'daily' }, 7],
  [{ time: 7 }, 7],
  [{ exitTime: 9 }, 9],
  [{ time: '2024-01-02' }, NaN],
  [{}, NaN],
  [5, NaN],
  [null, NaN],
  [undefined, NaN],
])('of %j is %d', (payload, time) => {
  expect(payloadTime(payload)).toBe(time);
});
