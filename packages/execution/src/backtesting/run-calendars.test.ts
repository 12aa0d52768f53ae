import type { OrderRequest, SignalRun } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { ohlc } from '../../fixtures/run-orders.ts';
import { sessions } from '../../fixtures/sessions.ts';
import { latency } from '../market/latency.ts';
import { scripted } from '../testing/index.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { backtest } from './engine.ts';
import type { BacktestOptions } from './options.ts';
import { rerun } from './rerun.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const calm = [100, 100, 100, 100] as const;
const cheap = [80, 80, 80, 80] as const;

/** Bars of an hour, or of a minute; the last one would fill a bid of 90. */
const endingCheap = (...times: readonly number[]) =>
  ohlc(
    times.map((_, k) => (k === times.length - 1 ? cheap : calm)),
    {},
    times,
  );

/** What becomes of a bid for the day that is given after bar 0. */
function bid(
  bars: ReturnType<typeof ohlc>,
  options: Partial<BacktestOptions>,
  more: Partial<OrderRequest> = {},
): string {
  const orders: SignalRun['orders'] = (i, _account, book) => {
    if (i === 0) book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeInForce: 'DAY', ...more });
  };
  return backtest(bars, { strategy: scripted([], { orders }), ...options }).orders.at(-1)!.status;
}

/** A future: sessions from 22:00 to 21:00 of the next day. */
const futures = sessions([-2 * HOUR, 21 * HOUR], [22 * HOUR, 45 * HOUR]);
/** A share: from 14:00 to 21:00. */
const shares = sessions(
  [14 * HOUR, 21 * HOUR],
  [DAY + 14 * HOUR, DAY + 21 * HOUR],
  [2 * DAY + 14 * HOUR, 2 * DAY + 21 * HOUR],
);

describe('an order for the day', () => {
  it.each([
    [
      'lives on over midnight with the session of a future',
      [23 * HOUR, 23 * HOUR + MINUTE, 25 * HOUR],
      'filled',
      'expired',
    ],
    ['ends with that session on the same UTC day', [20 * HOUR, 20 * HOUR + MINUTE, 22 * HOUR], 'expired', 'filled'],
  ])('%s', (_, times, withCalendar, without) => {
    const bars = endingCheap(...times);
    expect([bid(bars, { calendar: futures }), bid(bars, {})]).toEqual([withCalendar, without]);
  });

  it.each([
    ['after the close', 21 * HOUR - MINUTE, 'filled'],
    ['in the evening', 23 * HOUR, 'filled'],
    ['in the last minute before it', 21 * HOUR - 2 * MINUTE, 'expired'],
  ])('counts for the next session where it is given %s', (_, decided, status) => {
    const bars = endingCheap(decided, DAY + 14 * HOUR, DAY + 15 * HOUR);
    expect(bid(bars, { calendar: shares })).toBe(status);
  });

  it('is over with its session also where no bar came any more: the next one does not meet it', () => {
    const gap = endingCheap(15 * HOUR, DAY + 14 * HOUR);
    expect([bid(gap, { calendar: shares }), bid(gap, {})]).toEqual(['expired', 'filled']);
  });

  it('begins with the first bar where it was on its way, or slept', () => {
    const gap = endingCheap(15 * HOUR, 16 * HOUR, DAY + 14 * HOUR);
    const late = { latency: latency({ bars: 1 }) };
    expect([bid(gap, { calendar: shares }), bid(gap, { calendar: shares, ...late })]).toEqual(['expired', 'filled']);
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i > 0) return;
      const after = book.submit({ type: 'limit', quantity: 1, limitPrice: 95 });
      book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeInForce: 'DAY', after });
    };
    const falls = ohlc([calm, [95, 95, 95, 95], cheap], {}, [15 * HOUR, DAY + 14 * HOUR, DAY + 15 * HOUR]);
    const { fills } = backtest(falls, { strategy: scripted([], { orders }), calendar: shares });
    expect(fills.map(({ orderId, bar }) => [orderId, bar])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('lives to the end of its day in UTC where nothing is said, and for those that are not named', () => {
    const bars = endingCheap(20 * HOUR, 20 * HOUR + MINUTE, 22 * HOUR);
    const other = { ...bars, symbol: 'Y', instrument: { ...bars.instrument, symbol: 'Y' } };
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeInForce: 'DAY' });
    };
    const run = (calendar: BacktestOptions['calendar']) =>
      backtest({ X: bars, Y: other }, { strategy: scripted([], { orders }), calendar });
    const ends = (calendar: BacktestOptions['calendar']) =>
      run(calendar).orders.map(({ symbol, status }) => `${symbol} ${status}`);
    expect(ends(undefined)).toEqual(['X filled', 'Y filled']);
    expect(ends({ Y: futures })).toEqual(['X filled', 'Y expired']);
    expect(ends(futures)).toEqual(['X expired', 'Y expired']);
    expect(run({ Y: futures }).manifest.settings['calendar']).toEqual({ Y: 'TEST' });
    expect(run({ X: futures, Y: futures }).manifest.settings['calendar']).toBe('TEST');
  });

  it('gives other orders no other life', () => {
    const bars = endingCheap(20 * HOUR, 20 * HOUR + MINUTE, 22 * HOUR);
    expect(bid(bars, { calendar: futures }, { timeInForce: 'GTC' })).toBe('filled');
    expect(bid(bars, { calendar: futures }, { timeInForce: 'GTD', expireTime: 22 * HOUR })).toBe('filled');
  });
});

describe('the option calendar', () => {
  const bars = endingCheap(20 * HOUR, 21 * HOUR, 22 * HOUR);

  it.each([
    ['XNYS', "calendar is 'XNYS'", "give one, such as calendar('XNYS') of @tidemark/data"],
    [{}, 'calendar has none', 'give one'],
    [true, 'calendar is true', 'give one'],
    [{ X: 'XNYS' }, "calendar of X is 'XNYS'", 'give one'],
    [{ Z: futures }, 'there are no bars of Z', 'did you mean X?'],
    [{ LONGER: futures }, 'there are no bars of LONGER', 'the instruments are X'],
  ])('refuses %o', (calendar, what, fix) => {
    expect(() => bid(bars, { calendar: calendar as never })).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        where: 'backtest, option calendar',
        what,
        fix: expect.stringContaining(fix),
      }),
    );
  });

  it('is named in the manifest where there is one, and a rerun asks for it', () => {
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) book.submit({ type: 'limit', quantity: 1, limitPrice: 90, timeInForce: 'DAY' });
    };
    const strategy = scripted([], { orders });
    expect(Object.keys(backtest(bars, { strategy }).manifest.settings)).not.toContain('calendar');
    const { manifest } = backtest(bars, { strategy, calendar: futures });
    expect(manifest.settings['calendar']).toBe('TEST');
    expect(() => rerun(manifest, bars, { strategy })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_MODEL', what: expect.stringContaining('calendar was TEST') }),
    );
    expect(rerun(manifest, bars, { strategy, calendar: futures })).toMatchObject({ agrees: true, drifted: [] });
    const other = rerun(manifest, bars, { strategy, calendar: { ...shares, name: 'OTHER' } });
    expect(other.drifted.map((each) => each.of)).toContain('settings');
  });

  it('is one of the settings that a run may not change when it goes on from a checkpoint', () => {
    const kept: Checkpoint[] = [];
    const strategy = scripted([1]);
    const checkpoint = { every: 2, save: (each: Checkpoint) => void kept.push(each) };
    backtest(bars, { strategy, calendar: futures, checkpoint });
    const [resume] = kept;
    expect(() => backtest(bars, { strategy, calendar: futures, resume })).not.toThrow();
    const other = expect.objectContaining({ code: 'CHECKPOINT_MISMATCH', what: 'the settings are others' });
    expect(() => backtest(bars, { strategy, resume })).toThrow(other);
  });

  it('asks nothing of a calendar where no order is for the day', () => {
    const closed = { ...futures, sessions: () => expect.unreachable('asked') as never };
    expect(bid(bars, { calendar: closed }, { timeInForce: 'GTC' })).toBe('filled');
  });
});
