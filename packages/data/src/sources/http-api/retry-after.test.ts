import { expect, it } from 'vitest';
import { httpDate, retryAfterMs } from './retry-after.ts';

const moment = Date.UTC(1994, 10, 6, 8, 49, 37);

it('reads seconds', () => {
  expect(['0', '120', ' 7 ', '1.5'].map((text) => retryAfterMs(text, 0))).toEqual([0, 120_000, 7_000, 1_500]);
});

it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
  'reads the date %s, which RFC 9110 names',
  (text) => {
    expect(httpDate(text)).toBe(moment);
    expect([retryAfterMs(text, moment - 5_000), retryAfterMs(text, moment + 5_000)]).toEqual([5_000, 0]);
  },
);

it.each([null, '', '-1', 'soon', '1994-11-06T08:49:37Z', 'Sun, 99 Nov 1994 08:49:37 GMT'])(
  'makes nothing of %o',
  (text) => {
    expect(retryAfterMs(text, 0)).toBeUndefined();
  },
);
