import { barsOf, sliceBars, toBars, type Adjustment, type Bar, type BarSeries } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjuster, type AdjustOptions, type CorporateAction } from './adjust.ts';

const DAY = 86_400_000;
const backward = { for: 'total', direction: 'backward' } as const;

function days(closes: readonly number[], adjustment: Adjustment = 'none'): BarSeries {
  const bars = closes.map((close, i): Bar => {
    return { time: i * DAY, open: close, high: close * 1.5, low: close / 2, close, volume: 100 };
  });
  return barsOf(bars, { instrument: 'ACME', timeframe: '1d', adjustment });
}

it('divides the prices before a split and multiplies their volume', () => {
  const adjusted = adjuster([{ time: 2 * DAY, split: 4 }], { for: 'splits', direction: 'backward' }).apply(
    days([400, 404, 102]),
  );
  expect([[...adjusted.close], [...adjusted.volume], adjusted.adjustment]).toEqual([
    [100, 101, 102],
    [400, 400, 100],
    'splits',
  ]);
});

it('takes a dividend for its share of the close before, and leaves volume alone', () => {
  const adjusted = adjuster([{ time: DAY, dividend: 5 }], backward).apply(days([100, 95]));
  expect([[...adjusted.close], [...adjusted.volume], adjusted.adjustment]).toEqual([[95, 95], [100, 100], 'total']);
});

it('counts a dividend in the shares after the split of the same moment, however the two are listed', () => {
  const both = { time: DAY, split: 2, dividend: 5 };
  const apart = [
    { time: DAY, dividend: 5 },
    { time: DAY, split: 2 },
  ];
  const [one] = [...adjuster([both], backward).apply(days([200, 95])).close];
  const [other] = [...adjuster(apart, backward).apply(days([200, 95])).close];
  expect([one, other]).toEqual([95, 95]);
});

it('counts dividends of bars that are adjusted for splits already in the shares of that adjustment', () => {
  const actions = [
    { time: DAY, dividend: 8 },
    { time: 2 * DAY, split: 4 },
  ];
  const raw = adjuster(actions, backward).apply(days([400, 392, 98]));
  const done = adjuster(actions, backward).apply(days([100, 98, 98], 'splits'));
  expect([...done.close]).toEqual([...raw.close]);
  expect(done.adjustment).toBe('total');
});

it('knows nothing of actions after the last bar and ignores those before the first', () => {
  const bars = days([100, 101]);
  const adjust = adjuster(
    [
      { time: 0, split: 2 },
      { time: 5 * DAY, split: 2 },
    ],
    backward,
  );
  expect([...adjust.apply(bars).close]).toEqual([100, 101]);
});

it('applies an action between two bars to those before it', () => {
  expect([...adjuster([{ time: DAY - 1, split: 2 }], backward).factors(days([200, 100])).price]).toEqual([0.5, 1]);
});

describe('what would count twice is refused', () => {
  const dividend = [{ time: DAY, dividend: 1 }];
  const split = [{ time: DAY, split: 2 }];
  it.each<[Adjustment, AdjustOptions['for'], readonly CorporateAction[], string]>([
    ['total', 'total', dividend, 'DIVIDENDS_TWICE'],
    ['total', 'splits', split, 'SPLITS_TWICE'],
    ['splits', 'splits', split, 'SPLITS_TWICE'],
  ])('bars adjusted for %s, adjusted for %s', (adjustment, kind, actions, code) => {
    const adjust = adjuster(actions, { for: kind, direction: 'backward' });
    expect(() => adjust.apply(days([10, 10], adjustment))).toThrow(expect.objectContaining({ code, where: 'ACME' }));
  });

  it('and bars without actions are let through', () => {
    expect([...adjuster([], backward).apply(days([10, 10], 'total')).close]).toEqual([10, 10]);
  });
});

it.each<[CorporateAction, string]>([
  [{ time: NaN, split: 2 }, 'INVALID_ACTION'],
  [{ time: 0, split: 0 }, 'INVALID_ACTION'],
  [{ time: 0, dividend: -1 }, 'INVALID_ACTION'],
  [{ time: 0 }, 'INVALID_ACTION'],
])('refuses the action %o', (action, code) => {
  expect(() => adjuster([action], backward)).toThrow(expect.objectContaining({ code }));
});

it('refuses a dividend that is not below the price', () => {
  const adjust = adjuster([{ time: DAY, dividend: 100 }], backward);
  expect(() => adjust.apply(days([100, 95]))).toThrow(expect.objectContaining({ code: 'DIVIDEND_ABOVE_PRICE' }));
});

const actions = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 30 }).map((day) => day * DAY),
    split: fc.constantFrom(2, 0.1, 3),
    dividend: fc.double({ min: 0, max: 2, noNaN: true }),
  }),
  { maxLength: 6 },
);
const closes = fc.array(fc.double({ min: 50, max: 200, noNaN: true }), { minLength: 1, maxLength: 30 });

it('forward is causal, keeps the first bar, and its past does not change; backward keeps the last and says so', () => {
  fc.assert(
    fc.property(actions, closes, fc.integer({ min: 1, max: 30 }), (list, prices, cut) => {
      const bars = days(prices);
      const forward = adjuster(list, { for: 'total', direction: 'forward' });
      const part = forward.apply(sliceBars(bars, 0, cut));
      expect(toBars(part)).toEqual(toBars(sliceBars(forward.apply(bars), 0, part.length)));
      expect([forward.causal, forward.factors(bars).price[0]]).toEqual([true, 1]);
      const back = adjuster(list, backward);
      expect([back.causal, back.factors(bars).price.at(-1)]).toEqual([false, 1]);
    }),
  );
});

it('changes by the same shares in both directions', () => {
  fc.assert(
    fc.property(actions, closes, (list, prices) => {
      const back = adjuster(list, backward).factors(days(prices)).price;
      const forward = adjuster(list, { for: 'total', direction: 'forward' }).factors(days(prices)).price;
      for (let i = 0; i < back.length; i++) expect((forward[i] * back[0]) / back[i]).toBeCloseTo(1, 9);
    }),
  );
});
