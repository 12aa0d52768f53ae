import { describe, expect, it } from 'vitest';
import { calendar, type CalendarName } from './data.ts';
import { backtest } from './execution.ts';
import { barsOf, defineStrategy, type BarSeries } from './index.ts';

const HOUR = 3_600_000;

/** Bars of an hour at 100. @param cheap the bar that trades at 80 */
function hours(from: string, count: number, cheap: string): BarSeries {
  const start = Date.parse(from);
  const rows = Array.from({ length: count }, (_, i) => {
    const time = start + i * HOUR;
    const price = time >= Date.parse(cheap) ? 80 : 100;
    return { time, open: price, high: price, low: price, close: price, volume: 1 };
  });
  return barsOf(rows, { instrument: 'X', timeframe: '1h' });
}

/** When a bid for the day at 90, given when the first bar closes, is filled or over; where neither, undefined. */
function endOf(bars: BarSeries, name: CalendarName | undefined): string | undefined {
  const bid = defineStrategy({
    name: 'bid',
    columns: ({ close }) => ({ close }),
    orders: (_account, book, _columns, i) => {
      if (i === 0) book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeInForce: 'DAY' });
    },
  });
  let end: string | undefined;
  const on = {
    order: ({ status }: { readonly status: string }, time: number): void => {
      if (status !== 'working') end = `${status} ${new Date(time).toISOString().slice(0, 16)}`;
    },
  };
  backtest(bars, { strategy: bid(), calendar: name === undefined ? undefined : calendar(name), on });
  return end;
}

describe('an order for the day, by the calendar of its exchange', () => {
  const sunday = hours('2024-07-07T22:00Z', 30, '2024-07-09T00:00Z');

  it('lives from Sunday evening to Monday afternoon with the session of a future, over midnight in UTC', () => {
    expect(endOf(sunday, 'CME_EQUITY')).toBe('expired 2024-07-08T21:00');
    expect(endOf(sunday, undefined)).toBe('expired 2024-07-08T00:00');
  });

  it('fills in the night that its session holds', () => {
    const falls = hours('2024-07-07T22:00Z', 30, '2024-07-08T03:00Z');
    expect(endOf(falls, 'CME_EQUITY')).toBe('filled 2024-07-08T03:00');
    expect(endOf(falls, undefined)).toBe('expired 2024-07-08T00:00');
  });

  it('ends with an early close, and given after it waits for the day after the holiday', () => {
    const given = (at: string): string | undefined => endOf(hours(at, 60, '2024-07-05T15:00Z'), 'XNYS');
    expect(given('2024-07-03T15:00Z')).toBe('expired 2024-07-03T17:00');
    expect(given('2024-07-03T16:00Z')).toBe('filled 2024-07-05T15:00');
  });

  it('is over at the same moments as a day in UTC where the market never closes', () => {
    expect(endOf(sunday, '24/7')).toBe(endOf(sunday, undefined));
  });
});
