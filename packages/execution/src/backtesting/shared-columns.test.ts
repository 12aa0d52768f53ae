import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { sharedColumns } from './shared-columns.ts';

const prices = Float64Array.of(1, 2, 3);

/** A function that counts its calls. */
function counted<R>(answer: (...args: readonly unknown[]) => R): { calls: number; of: (...args: unknown[]) => R } {
  const made = { calls: 0, of: (...args: unknown[]) => (made.calls++, answer(...args)) };
  return made;
}

it('computes once for the same function and arguments, and answers the same object', () => {
  const once = sharedColumns();
  const column = counted(() => new Float64Array(3));
  expect(once(column.of, prices, 2)).toBe(once(column.of, prices, 2));
  expect(column.calls).toBe(1);
});

it('computes anew for another argument, fewer of them, another column of the same numbers, another function', () => {
  const once = sharedColumns();
  const [one, other] = [counted(() => ({})), counted(() => ({}))];
  const asked = [[prices, 2], [prices, 3], [prices], [prices.slice(), 2], [prices, 2, 0]];
  for (const args of asked) once(one.of, ...args);
  once(other.of, prices, 2);
  expect([one.calls, other.calls]).toEqual([asked.length, 1]);
});

it('keeps an answer of undefined, and one for NaN', () => {
  const once = sharedColumns();
  const nothing = counted(() => undefined);
  expect([once(nothing.of, NaN), once(nothing.of, NaN), nothing.calls]).toEqual([undefined, undefined, 1]);
});

it('keeps no more than there is room for, in columns and in objects of columns', () => {
  const once = sharedColumns(100);
  const column = counted(() => new Float64Array(5)); // 40 bytes
  const pair = counted(() => ({ up: new Float64Array(4), down: new Float64Array(4) })); // 64 bytes
  once(column.of, 1);
  once(column.of, 2);
  once(column.of, 1);
  expect(column.calls).toBe(2);
  once(pair.of); // does not fit beside them: all is let go
  once(column.of, 1);
  expect([column.calls, pair.calls]).toEqual([3, 1]);
});

it('keeps no column alive that nobody else holds, and nothing of what was made of it', async () => {
  const once = sharedColumns();
  const doubled = (column: Float64Array): Float64Array => column.map((value) => 2 * value);
  const held = ((): WeakRef<Float64Array> => {
    const column = new Float64Array(10);
    return new WeakRef(once(doubled, column));
  })();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let k = 0; k < 20 && held.deref() !== undefined; k++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    collect();
  }
  expect(held.deref()).toBeUndefined();
});

it('does not keep what throws', () => {
  const once = sharedColumns();
  let calls = 0;
  const fails = (): number => {
    if (calls++ === 0) throw new Error('not yet');
    return 7;
  };
  expect(() => once(fails)).toThrow('not yet');
  expect(once(fails)).toBe(7);
});
