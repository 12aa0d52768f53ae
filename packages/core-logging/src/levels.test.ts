import { describe, expect, it } from 'vitest';
import { LEVELS, levelRank, levelSetting, LevelRules } from './levels.ts';

it('ranks levels as pino does, silent above all', () => {
  expect([...LEVELS, 'silent' as const].map(levelRank)).toEqual([10, 20, 30, 40, 50, 60, Infinity]);
});

it('refuses a level that does not exist, and suggests the one that was meant', () => {
  expect(() => levelSetting('inof', 'logging.level')).toThrow(
    'logging.level: there is no level "inof" (did you mean info?)',
  );
  expect(() => levelSetting('loud', 'logging.level')).toThrow(/give one of trace, debug/);
});

describe('levels of components', () => {
  const rules = new LevelRules('warn', { data: 'debug', 'data.csv': 'error', execution: 'silent' });

  it.each([
    [undefined, 'warn'],
    ['strategy', 'warn'],
    ['data', 'debug'],
    ['data.http', 'debug'],
    ['data.csv', 'error'],
    ['data.csv.rows', 'error'],
    ['database', 'warn'],
    ['execution.live', 'silent'],
  ])('gives %s the level %s: the longest dotted beginning with a rule decides', (component, level) => {
    expect(rules.of(component)).toBe(level);
  });

  it('names the rule that is wrong', () => {
    expect(() => new LevelRules('info', { data: 'debg' as 'debug' })).toThrow('levels.data: there is no level "debg"');
  });
});
