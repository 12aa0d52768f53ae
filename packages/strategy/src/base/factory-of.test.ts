import { expect, it } from 'vitest';
import { z } from 'zod';
import { BaseStrategy } from './base-strategy.ts';
import { factoryOf } from './factory-of.ts';

class Breakout extends BaseStrategy<{ level: number }> {
  static readonly params = z.object({ level: z.number().default(100) });
  onBar(): void {}
}
class Bare extends BaseStrategy {
  onBar(): void {}
}

it('makes the instances that new makes', () => {
  const breakout = factoryOf(Breakout);
  expect(breakout({ level: 5 })).toBeInstanceOf(Breakout);
  expect(breakout().params).toEqual({ level: 100 });
  expect(() => breakout({ levle: 5 } as never)).toThrow('did you mean level?');
});

it('shows the name and the schema of the class', () => {
  expect(factoryOf(Breakout).strategyName).toBe('breakout');
  expect(factoryOf(Breakout).params).toBe(Breakout.params);
});

it('has a schema without parameters for a class without one', () => {
  expect(factoryOf(Bare).params.parse({})).toEqual({});
  expect(() => factoryOf(Bare).params.parse({ level: 1 })).toThrow('the strategy takes no parameters');
});
