import { expect, it } from 'vitest';
import { assumedCloseTimes, closeTimesAssumed, volumeUnknown } from './assumed-columns.ts';

const time = Float64Array.of(Date.UTC(2024, 0), Date.UTC(2024, 1));

it('ends months with the month', () => {
  expect(assumedCloseTimes(time, undefined, '1M')).toEqual(Float64Array.of(Date.UTC(2024, 1), Date.UTC(2024, 2)));
});

it.each([
  [time, '1M'],
  [undefined, '1h'],
  [undefined, 'irregular'],
  [undefined, undefined],
] as const)('assumes nothing where there are close times, or none are needed: case %#', (closeTime, frame) => {
  expect(assumedCloseTimes(time, closeTime, frame)).toBeUndefined();
});

it('says what was assumed, of how many bars, and which column mends it', () => {
  expect(closeTimesAssumed('1M', 2, 'the table', 'close_time')).toEqual({
    code: 'CLOSE_TIMES_ASSUMED',
    what: 'the table has no close times: 1M bars close when their frame ends in UTC',
    count: 2,
    fix: 'add a column close_time',
  });
  expect(volumeUnknown(2)).toMatchObject({ code: 'VOLUME_UNKNOWN', count: 2 });
});
