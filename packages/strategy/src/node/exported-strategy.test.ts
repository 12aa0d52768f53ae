import { describe, expect, it } from 'vitest';
import { BaseStrategy } from '../base/base-strategy.ts';
import { buyAndHoldStrategy } from '../built-in/buy-and-hold.ts';
import { exportedStrategy } from './exported-strategy.ts';

class Silent extends BaseStrategy {
  onBar(): void {}
}
const ready = buyAndHoldStrategy();
const from = (module: Record<string, unknown>, name = 'default') => exportedStrategy(module, name, 'file.ts');

describe('a factory comes of', () => {
  it.each([
    ['a factory', buyAndHoldStrategy, 'buy-and-hold'],
    ['a class', Silent, 'silent'],
    ['a strategy', ready, 'buy-and-hold'],
    ['an instance of a class', new Silent(), 'silent'],
  ])('%s, also one level deeper', (_, exported, name) => {
    expect(from({ default: exported }).strategyName).toBe(name);
    expect(from({ default: { __esModule: true, default: exported } })().name).toBe(name);
    expect(from({ named: exported }, 'named').strategyName).toBe(name);
    expect(from({ default: { named: exported } }, 'named').strategyName).toBe(name);
  });
});

it('a strategy that is made already keeps its parameters and takes no others', () => {
  const factory = from({ default: ready });
  expect([factory(), factory.params.parse({})]).toEqual([ready, ready.params]);
  expect(() => factory({ level: 1 } as never)).toThrow('the strategy takes no parameters');
});

describe('no strategy', () => {
  it.each<[Record<string, unknown>, string, string]>([
    [{}, 'the default export is missing; the file exports nothing else', 'export default defineStrategy({ … })'],
    [
      { default: () => 1 },
      'the default export is a function, no strategy; the file exports nothing else',
      'export default defineStrategy({ … })',
    ],
    [
      { default: null },
      'the default export is null, no strategy; the file exports nothing else',
      'export default defineStrategy({ … })',
    ],
    [
      { default: { __esModule: true, default: 7 } },
      'the default export is a number, no strategy; the file exports nothing else',
      'export default defineStrategy({ … })',
    ],
    [
      { calm: ready, list: [], count: 1 },
      'the default export is missing; the file exports calm (a strategy), list (an array), count (a number)',
      'export default calm, or load it by its name',
    ],
  ])('is explained: %#', (module, what, fix) => {
    const error: unknown = expect.objectContaining({ code: 'STRATEGY_EXPORTS_NOTHING', what, where: 'file.ts', fix });
    expect(() => from(module)).toThrow(error);
  });

  it('under the name asked for suggests the nearest one', () => {
    const error: unknown = expect.objectContaining({ fix: 'export default calm, or load it by its name' });
    expect(() => from({ calm: ready, wild: ready }, 'clam')).toThrow(error);
  });
});
