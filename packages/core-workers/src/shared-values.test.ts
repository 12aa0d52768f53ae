import { expect, it, vi } from 'vitest';
import { SharedValues } from './shared-values.ts';

it('gives each value a number until it is released, once', () => {
  const released = vi.fn<(...args: unknown[]) => void>();
  const values = new SharedValues(released);
  const [a, b] = [values.add({ x: Float64Array.of(1) }), values.add('text')];
  const id = values.idOf(a);
  expect(id).not.toBe(values.idOf(b));
  expect(values.get(id)).toBe(a.value);
  a.release();
  a[Symbol.dispose]();
  expect(released.mock.calls).toEqual([[id]]);
  expect(() => values.idOf(a)).toThrow('the shared value was released');
  expect(() => values.get(id)).toThrow(expect.objectContaining({ code: 'SHARED_UNKNOWN' }) as Error);
  expect(() => new SharedValues(released).idOf(b)).toThrow('not from this executor');
});

it('refuses at once what structured clone would refuse later', () => {
  const values = new SharedValues(() => {});
  const code = expect.objectContaining({ code: 'TASK_INPUT_NOT_CLONEABLE' }) as Error;
  expect(() => values.add({ f: () => 1 })).toThrow(code);
  expect(() => values.add({ later: Promise.resolve() })).toThrow(code);
});
