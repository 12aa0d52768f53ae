import { describe, expect, it } from 'vitest';
import { assertCorporateActions, corporateActionsOf, type CorporateAction } from './corporate-actions.ts';

const split: CorporateAction = { kind: 'split', symbol: 'AAPL', time: 200, ratio: 4 };
const dividend: CorporateAction = { kind: 'dividend', symbol: 'AAPL', time: 100, amount: 0.82 };
const plain = { symbol: 'AAPL', adjustment: 'none' } as const;
const check =
  (actions: readonly CorporateAction[], ...series: Parameters<typeof assertCorporateActions>[1][]) =>
  (): void =>
    assertCorporateActions(
      actions,
      series.flatMap((each) => [...each]),
    );

describe('assertCorporateActions', () => {
  it('takes actions of known instruments in their order, also several of one moment', () => {
    const other = { ...dividend, symbol: 'MSFT' };
    expect(check([dividend, other, split], [plain, { symbol: 'MSFT', adjustment: 'splits' }])).not.toThrow();
  });

  it.each([
    ['unsorted ones', [split, dividend], plain, 'ACTIONS_NOT_ASCENDING'],
    ['an unknown symbol', [{ ...split, symbol: 'APPL' }], plain, 'UNKNOWN_SYMBOL'],
    ['dividends where prices have them', [dividend], { ...plain, adjustment: 'total' }, 'DIVIDENDS_TWICE'],
    ['splits where prices have them', [split], { ...plain, adjustment: 'splits' }, 'SPLITS_TWICE'],
    ['splits where prices have both', [split], { ...plain, adjustment: 'total' }, 'SPLITS_TWICE'],
    ['a split of 1', [{ ...split, ratio: 1 }], plain, 'INVALID_ACTION'],
    ['a negative ratio', [{ ...split, ratio: -4 }], plain, 'INVALID_ACTION'],
    ['a dividend of nothing', [{ ...dividend, amount: 0 }], plain, 'INVALID_ACTION'],
    ['an amount that is no number', [{ ...dividend, amount: NaN }], plain, 'INVALID_ACTION'],
    ['a time that is none', [{ ...dividend, time: NaN }], plain, 'INVALID_ACTION'],
  ] as const)('refuses %s', (_what, actions, series, code) => {
    expect(check(actions, [series])).toThrow(expect.objectContaining({ code }));
  });

  it('says which symbol may have been meant, or which there are', () => {
    const of = (symbol: string): (() => void) => check([{ ...split, symbol }], [plain]);
    expect(of('APPL')).toThrow(expect.objectContaining({ fix: 'did you mean AAPL?' }));
    expect(of('XYZ')).toThrow(expect.objectContaining({ where: 'corporate action 1, XYZ', fix: 'the run has AAPL' }));
  });
});

it('corporateActionsOf sorts rows by time, and at one moment the split comes first', () => {
  const rows = [
    { time: 200, dividend: 0.2, split: 4 },
    { time: 100, dividend: 0.82 },
  ];
  expect(corporateActionsOf('AAPL', rows)).toEqual([dividend, split, { ...dividend, time: 200, amount: 0.2 }]);
});
