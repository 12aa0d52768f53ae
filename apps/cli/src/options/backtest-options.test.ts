import { expect, it } from 'vitest';
import { backtestOptions } from './backtest-options.ts';

it('fills in what is left out', () => {
  expect(backtestOptions({})).toEqual({
    currency: 'USD',
    csv: {},
    params: {},
    capital: 10_000,
    commission: 0,
    slippage: 0,
    latencyBars: 0,
    margin: 'cashMargin',
    benchmark: 'buy-and-hold',
    audit: false,
    json: false,
    quiet: false,
    verbose: false,
  });
});

it.each([
  [{ capital: 'much' }, '--capital is "much"', 'give money, more than 0'],
  [{ capital: '0' }, '--capital is "0"', 'give money, more than 0'],
  [
    { percentOfEquity: '95%' },
    '--percent-of-equity is "95%"',
    'give a fraction of the equity, at most 1: 95 % is 0.95',
  ],
  [{ timeZone: 'Mars' }, '--time-zone is "Mars"', 'give an IANA name, such as America/New_York or UTC'],
  [{ from: '2020-01-01', to: '2020-01-01' }, '--to is "2020-01-01"', 'give --from before --to'],
  [{ benchmark: 'buy-and-hodl' }, '--benchmark is "buy-and-hodl"', 'did you mean buy-and-hold?'],
  [{ benchmark: 'sp500' }, '--benchmark is "sp500"', 'give buy-and-hold or none'],
  [{ latencyBars: '0.5' }, '--latency-bars is "0.5"', 'give whole bars, 0 or more'],
  [{ synthetic: '1.5' }, '--synthetic is "1.5"', 'give a seed: a whole number'],
  [{ out: '' }, '--out is ""', 'give the path of a folder'],
])('refuses %o', (written, what, fix) => {
  expect(() => backtestOptions(written)).toThrow(
    expect.objectContaining({ code: 'INVALID_VALUE', what, where: what.split(' ')[0], fix, exitCode: 2 }),
  );
});
