import { describe, expect, it } from 'vitest';
import { parseCall } from './parse-call.ts';

const scope = { model: { name: 'model' }, list: (...args: unknown[]) => args };

describe('reads', () => {
  it.each([
    ['model', scope.model],
    ['list()', []],
    ["list(1, -2.5, 1e-7, Infinity, 'a b', true)", [1, -2.5, 1e-7, Infinity, 'a b', true]],
    ['list([1, [2]], {})', [[1, [2]], {}]],
    ['list({ a: { b: 2 }, BTC/USD: model })', [{ a: { b: 2 }, 'BTC/USD': scope.model }]],
    ['list(list(model), { 7203: 1 })', [[scope.model], { 7203: 1 }]],
  ])('%s', (text, value) => {
    expect(parseCall(text, scope)).toEqual(value);
  });
});

it.each([
  'other',
  'list',
  'list(',
  'list(1',
  'list(1 2)',
  'list(1) 2',
  'list(x => 1)',
  'constructor',
  'a.b()',
  '',
  '"',
])('refuses %s', (text) => {
  expect(() => parseCall(text, scope)).toThrow(expect.objectContaining({ code: 'UNKNOWN_MODEL' }));
});
