import { expect, it } from 'vitest';
import { timeAxis } from './time-axis.ts';
import { valueAxis } from './value-axis.ts';

const labels = (from: number, to: number): string[] => timeAxis(from, to, [0, 500]).ticks.map(({ label }) => label);

it('labels years, months, days or hours as the span asks for', () => {
  expect(labels(Date.UTC(2010, 0, 4), Date.UTC(2020, 0, 4))).toEqual(['2012', '2014', '2016', '2018', '2020']);
  expect(labels(Date.UTC(2019, 10, 1), Date.UTC(2020, 2, 1))).toEqual([
    'Nov 2019',
    'Dec 2019',
    '2020',
    'Feb 2020',
    'Mar 2020',
  ]);
  expect(labels(Date.UTC(2020, 2, 2), Date.UTC(2020, 2, 6))).toContain('4 Mar');
  expect(labels(Date.UTC(2020, 2, 2, 9), Date.UTC(2020, 2, 2, 17))).toContain('12:00');
});

it('draws a single moment', () => {
  expect(Number.isFinite(timeAxis(0, 0, [0, 500]).x(0))).toBe(true);
});

it('a log axis has 1, 2 and 5 of each decade, and round numbers where the span is small', () => {
  expect(valueAxis(1_000, 40_000, 'log', [300, 0]).ticks).toEqual([1_000, 2_000, 5_000, 10_000, 20_000]);
  expect(valueAxis(9_000, 14_000, 'log', [300, 0]).ticks.length).toBeGreaterThan(3);
  expect(valueAxis(1e-3, 1e12, 'log', [300, 0]).ticks.length).toBeLessThanOrEqual(12);
});

it('equal ratios are equal distances on a log axis', () => {
  const { y } = valueAxis(1, 100, 'log', [300, 0]);
  expect(y(1) - y(10)).toBeCloseTo(y(10) - y(100), 10);
});

it('refuses a log axis for what is not positive', () => {
  expect(() => valueAxis(0, 5, 'log', [300, 0])).toThrow(expect.objectContaining({ code: 'LOG_NEEDS_POSITIVE' }));
});

it('a flat curve still has an axis', () => {
  const { y, ticks } = valueAxis(100, 100, 'linear', [300, 0]);
  expect(y(100)).toBeCloseTo(150);
  expect(ticks.length).toBeGreaterThan(1);
});
