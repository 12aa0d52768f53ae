import { expect, it } from 'vitest';
import { kebabCase } from './kebab-case.ts';

it.each([
  ['SmaCross', 'sma-cross'],
  ['RSIReversion', 'rsi-reversion'],
  ['Sma20Cross', 'sma20-cross'],
  ['X', 'x'],
  ['', 'strategy'],
])('calls the class %s %s', (className, name) => {
  expect(kebabCase(className)).toBe(name);
});
