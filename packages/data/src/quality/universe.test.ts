import { expect, it } from 'vitest';
import { universe } from './universe.ts';

const index = universe({
  GE: [
    [null, '2018-06-26'],
    ['2024-01-01', null],
  ],
  WBA: [['2018-06-26', '2024-02-26']],
  AMZN: [[Date.UTC(2024, 1, 26), null]],
});

it('answers who belonged at a moment, from the first included to the last left out', () => {
  expect(index.at('2018-06-25')).toEqual(['GE']);
  expect(index.at(Date.UTC(2018, 5, 26) - 1)).toEqual(['GE']);
  expect(index.at('2018-06-26')).toEqual(['WBA']);
  expect(index.at('2024-02-25')).toEqual(['GE', 'WBA']);
  expect(index.at(Date.UTC(2024, 1, 26))).toEqual(['GE', 'AMZN']);
});

it('knows each symbol, and none that never belonged', () => {
  expect(index.symbols).toEqual(['GE', 'WBA', 'AMZN']);
  expect([index.has('GE', '2020-01-01'), index.has('GE', '2024-01-01'), index.has('TSLA', '2024-01-01')]).toEqual([
    false,
    true,
    false,
  ]);
});

it.each([
  [[['2020-01-01', '2020-01-01']]],
  [[['2020-01-02', '2020-01-01']]],
  [
    [
      ['2020-01-01', '2021-01-01'],
      ['2020-06-01', null],
    ],
  ],
  [
    [
      ['2020-01-01', null],
      ['2021-01-01', null],
    ],
  ],
] as const)('refuses stretches that cannot be: %j', (stretches) => {
  expect(() => universe({ X: stretches })).toThrow(expect.objectContaining({ code: 'BAD_RANGE', where: 'X' }));
});

it.each(['yesterday', '2024-02-30T00', '20240101', NaN])('refuses %s as a moment', (time) => {
  expect(() => index.at(time)).toThrow(expect.objectContaining({ code: 'BAD_TIMESTAMP' }));
});
