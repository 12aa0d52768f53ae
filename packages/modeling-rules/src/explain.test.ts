import { describe, expect, it } from 'vitest';
import {
  above,
  all,
  any,
  below,
  between,
  chartPattern,
  chartPatterns,
  compile,
  crossesAbove,
  crossesBelow,
  divergence,
  falling,
  forBars,
  not,
  sequence,
  vote,
  withinBars,
  type Rule,
} from './index.ts';
import { drawnBars } from '../fixtures/drawn-bars.ts';

const columns = {
  rsi: Float64Array.of(NaN, 41.25, 27.4, 33),
  close: Float64Array.of(101, 98, 101.2, 99),
  trend: Float64Array.of(NaN, 99.5, 99.8, 100),
};
const explain = (rule: Rule<'rsi' | 'close' | 'trend'>, i: number) => compile(rule).over(columns).explain(i);

describe('one line', () => {
  it.each<[Rule<'rsi' | 'close' | 'trend'>, number, string]>([
    [below('rsi', 30), 2, 'held: rsi 27.4 is below 30'],
    [below('rsi', 30), 1, 'did not hold: rsi 41.25 is not below 30'],
    [below('rsi', 30), 0, 'unknown: rsi is not known'],
    [not(below('rsi', 30)), 1, 'held: rsi 41.25 is not below 30'],
    [not(below('rsi', 30)), 0, 'unknown: rsi is not known'],
    [above('close', 'trend'), 2, 'held: close 101.2 is above trend 99.8'],
    [above('rsi', 'trend'), 0, 'unknown: rsi, and trend are not known'],
    [between('rsi', 30, 40), 3, 'held: rsi 33 is between 30 and 40'],
    [crossesAbove('close', 'trend'), 2, 'held: close 101.2 crossed above trend 99.8 (before 98 against 99.5)'],
    [crossesBelow('rsi', 30), 3, 'did not hold: rsi 33 did not cross below 30 (before 27.4)'],
    [crossesAbove('rsi', 30), 1, 'unknown: rsi is not known on the bar before'],
    [falling('close', 2), 3, 'did not hold: close changed by 0.5 a bar over 2 bars, not below 0'],
    [falling('rsi', 2), 2, 'unknown: rsi is not known 2 bars before'],
    [forBars(above('close', 99), 2), 3, 'did not hold: now close 99 is not above 99'],
    [forBars(above('close', 98), 2), 3, 'held: for 2 bars, now close 99 is above 98'],
    [forBars(above('close', 90), 3), 1, 'unknown: there are only 2 of 3 bars'],
    [withinBars(below('rsi', 30), 2), 3, 'held: 1 bar ago rsi 27.4 is below 30'],
    [withinBars(below('rsi', 20), 2), 3, 'did not hold: in all of the last 2 bars, now rsi 33 is not below 20'],
    [
      sequence([below('rsi', 30), above('rsi', 30)], 2),
      3,
      'held: 1 bar ago rsi 27.4 is below 30, then now rsi 33 is above 30',
    ],
    [
      sequence([below('rsi', 30), above('rsi', 50)], 2),
      3,
      'did not hold: the last step is not taken: rsi 33 is not above 50',
    ],
    [
      all(below('rsi', 30), above('close', 'trend')),
      2,
      'held: rsi 27.4 is below 30, and close 101.2 is above trend 99.8',
    ],
    [all(below('rsi', 40), above('close', 'trend')), 3, 'did not hold: close 99 is not above trend 100'],
    [all(below('rsi', 40), above('close', 100)), 0, 'unknown: rsi is not known'],
    [any(below('rsi', 40), above('close', 'trend')), 3, 'held: rsi 33 is below 40'],
    [
      vote(
        [
          { rule: below('rsi', 40), weight: 2 },
          { rule: above('close', 'trend'), weight: 1 },
        ],
        0.9,
      ),
      3,
      'did not hold: 2 of 3 votes, 2.7 needed: rsi 33 is below 40, and close 99 is not above trend 100',
    ],
  ])('%j on row %i', (rule, i, text) => {
    expect(explain(rule, i)).toBe(text);
  });
});

it('gives each part of nested composites a line of its own', () => {
  const rule = all(above('close', 90), any(below('rsi', 30), not(all(above('close', 'trend'), above('rsi', 50)))));
  expect(explain(rule, 3)).toBe(
    [
      'held: 2 of 2 held, all are needed',
      '  held: close 99 is above 90',
      '  held: 1 of 2 held, one is needed',
      '    did not hold: rsi 33 is not below 30',
      '    held: the opposite of',
      '      did not hold: close 99 is not above trend 100, and rsi 33 is not above 50',
    ].join('\n'),
  );
});

it('tells of a chart pattern when it became known, its level and its score', () => {
  const bars = drawnBars(
    [
      [0, 100],
      [40, 100],
      [65, 140],
      [80, 125],
      [95, 140],
      [115, 110],
    ],
    0.5,
    1,
  );
  const [{ knownAt, level, score }] = chartPatterns(bars);
  const run = compile(chartPattern('doubleTop', { within: 2 })).over({ ...bars });
  const numbers = `below ${Number(level.toPrecision(6))} (score ${Math.round(score * 100) / 100})`;
  expect(run.explain(knownAt + 1)).toBe(`held: doubleTop became known 1 bar ago, with a close ${numbers}`);
  expect(run.explain(knownAt + 3)).toBe('did not hold: no doubleTop became known in the last 3 bars');
  expect(run.explain(5)).toBe('unknown: whether there is a doubleTop is not known');
});

it('tells of a divergence its two pivots', () => {
  const price = Float64Array.of(10, 12, 8, 10, 12, 7, 7.5, 9);
  const rsi = Float64Array.of(50, 60, 20, 40, 60, 30, 35, 40);
  const rule = divergence('bullish', 'rsi', { price: 'price', swing: { fraction: 0.2 } });
  expect(compile(rule).over({ price, rsi }).explain(7)).toBe(
    'held: bullish divergence of price and rsi became known now (price 7 after 8, rsi 30 after 20)',
  );
});

it.each([-1, 4, 0.5, NaN])('refuses row %d', (row) => {
  expect(() => explain(below('rsi', 30), row)).toThrow(
    expect.objectContaining({ code: 'ROW_OUT_OF_RANGE', fix: 'give a row from 0 to 3' }),
  );
});
