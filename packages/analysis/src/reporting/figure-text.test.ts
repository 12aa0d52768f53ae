import { describe, expect, it } from 'vitest';
import type { MetricUnit } from '../metrics/metric.ts';
import { figureText, reasonText, unitText } from './figure-text.ts';

const text = (value: number, unit: MetricUnit, currency = 'USD') => figureText({ value }, unit, currency);

describe('a figure', () => {
  it('of a fraction is in percent, with a digit more below a tenth of a percent', () => {
    expect([0.1234567, -0.25, 0.001].map((value) => text(value, 'fraction'))).toEqual(['12.35%', '−25.00%', '0.10%']);
    expect([0.00099, -0.00012, 0].map((value) => text(value, 'fraction'))).toEqual(['0.099%', '−0.012%', '0.00%']);
  });

  it('of a ratio has two decimals, and three below a tenth', () => {
    expect([1234.567, -1.5, 0.1].map((value) => text(value, 'ratio'))).toEqual(['1,234.57', '−1.50', '0.10']);
    expect([0.0994, -0.0994].map((value) => text(value, 'ratio'))).toEqual(['0.099', '−0.099']);
  });

  it('of money has its currency', () => {
    expect(text(-1234.5, 'money')).toBe('−$1,234.50');
    expect(text(1234.5, 'money', 'SEK')).toBe('1,234.50\u00A0SEK');
  });

  it('of a count is whole and without a unit', () => {
    expect(text(12_345, 'count')).toBe('12,345');
  });

  it('of a length of time says its unit, and a decimal only where it has one', () => {
    expect([text(1200, 'bars'), text(2.25, 'bars')]).toEqual(['1,200 bars', '2.3 bars']);
    expect([text(0, 'days'), text(10.5, 'days')]).toEqual(['0 days', '10.5 days']);
  });

  it('that is missing says why in place of a number, whatever its unit', () => {
    for (const unit of ['fraction', 'ratio', 'money', 'count', 'bars', 'days'] as const)
      expect(figureText({ value: null, reason: 'no_trades' }, unit, 'USD')).toBe('no closed trades');
    expect(figureText({ value: null }, 'ratio', 'USD')).toBe('too little data');
  });
});

it('every reason has words of its own, none of them the code', () => {
  const reasons = [
    'insufficient_data',
    'zero_variance',
    'no_losses',
    'no_wins',
    'no_drawdown',
    'no_trades',
    'no_benchmark',
    'ruined',
    'overflow',
  ] as const;
  const words = reasons.map(reasonText);
  expect(words).toEqual([
    'too little data',
    'nothing moved',
    'no losses',
    'no wins',
    'no drawdown',
    'no closed trades',
    'no benchmark',
    'the account was ruined',
    'too large to hold',
  ]);
  expect(reasonText(undefined)).toBe('too little data');
});

it('a unit is named with the currency where it is money, and without it elsewhere', () => {
  expect(unitText('money', 'EUR')).toBe('money in EUR');
  const others = (['fraction', 'ratio', 'count', 'bars', 'days'] as const).map((unit) => unitText(unit, 'EUR'));
  expect(others).toEqual(['percent', 'a ratio, without unit', 'a count', 'bars', 'days']);
});

it('one bar is one bar', () => {
  expect([1, 2, 1.5].map((value) => figureText({ value }, 'bars', 'USD'))).toEqual(['1 bar', '2 bars', '1.5 bars']);
  expect(figureText({ value: 1 }, 'days', 'USD')).toBe('1 day');
});
