import { describe, expect, it } from 'vitest';
import {
  all,
  below,
  candlestick,
  chartPattern,
  compile,
  divergence,
  not,
  parseRule,
  RulesError,
  vote,
} from './index.ts';

describe('a rule read from JSON', () => {
  it('is the rule that was written', () => {
    const rule = all(below('rsi', 30), not(chartPattern('doubleTop', { within: 5 })), candlestick('hammer', 'bullish'));
    expect(parseRule(JSON.stringify(rule))).toEqual(rule);
    expect(parseRule(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
  });

  it('gets what was left out', () => {
    expect(parseRule({ kind: 'candlestick', pattern: 'doji' })).toEqual(candlestick('doji'));
    expect(parseRule({ kind: 'chartPattern', pattern: 'bullFlag' })).toEqual(chartPattern('bullFlag'));
    const written = { kind: 'divergence', direction: 'bearish', indicator: 'rsi' };
    expect(parseRule(written)).toEqual(divergence('bearish', 'rsi'));
  });
});

const rsi = { kind: 'below', column: 'rsi', other: 30 };

it.each<[what: string, json: unknown, where: string, message: string]>([
  ['a misspelt kind', { ...rsi, kind: 'bleow' }, 'rule.kind', 'there is no kind "bleow" (did you mean below?)'],
  ['no kind', { column: 'rsi' }, 'rule.kind', 'take one of above, below'],
  ['a misspelt field', { ...rsi, ohter: 1 }, 'rule', 'below has no field ohter (did you mean other?)'],
  ['a field of another kind', { ...rsi, bars: 1 }, 'rule', 'take one of kind, column, other'],
  ['a missing field', { kind: 'below', other: 30 }, 'rule.column', 'it is missing'],
  ['a wrong operand', { ...rsi, other: null }, 'rule.other', 'it is null (give the name of a column, or a number)'],
  [
    'a nested mistake',
    { kind: 'all', rules: [rsi, { kind: 'not', rule: { ...rsi, column: 7 } }] },
    'rule.rules[1].rule.column',
    'it is 7 (give a string)',
  ],
  ['no rule', 7, 'rule', 'give a rule, such as'],
  ['nothing', null, 'rule', 'it is null'],
  ['an empty list', { kind: 'any', rules: [] }, 'rule.rules', 'give at least one'],
  ['an empty name', { ...rsi, column: '' }, 'rule.column', 'it is "" (give a name)'],
  ['half a bar', { kind: 'forBars', rule: rsi, bars: 0.5 }, 'rule.bars', 'it is 0.5 (give a whole number)'],
  ['no bar', { kind: 'forBars', rule: rsi, bars: 0 }, 'rule.bars', 'give a number of at least 1'],
  ['a misspelt candlestick', { kind: 'candlestick', pattern: 'engulfng' }, 'rule.pattern', 'did you mean engulfing?'],
  [
    'a misspelt chart pattern',
    { kind: 'chartPattern', pattern: 'doubletop' },
    'rule.pattern',
    'did you mean doubleTop?',
  ],
  [
    'a swing of nothing',
    { kind: 'chartPattern', pattern: 'doubleTop', swing: {} },
    'rule.swing',
    'give { atr: 3, period: 14 }',
  ],
  ['a score in percent', { kind: 'chartPattern', pattern: 'doubleTop', minScore: 80 }, 'rule.minScore', 'at most 1'],
])('%s is refused with its place and a remedy', (_, json, where, message) => {
  expect(() => parseRule(json)).toThrow(expect.objectContaining({ code: 'INVALID_RULE', where }));
  expect(() => parseRule(json)).toThrow(message);
});

it('a rule that holds itself is refused', () => {
  const rule: { kind: string; rule?: unknown } = { kind: 'not' };
  rule.rule = rule;
  expect(() => parseRule(rule)).toThrow(expect.objectContaining({ code: 'INVALID_RULE' }));
});

it('text that is no JSON is refused', () => {
  expect(() => parseRule('{ kind: below }')).toThrow(expect.objectContaining({ code: 'INVALID_JSON' }));
});

it('a rule that was made wrongly in code is refused when it is compiled', () => {
  const wrong = vote([{ rule: below('rsi', 30), weight: 1 }], 60);
  expect(() => compile(wrong)).toThrow(RulesError);
  expect(() => compile(wrong)).toThrow('rule.threshold: it is 60 (give a number of at most 1)');
});
