import { describe, expect, it } from 'vitest';
import { adopt, handOut, keep } from './copy.ts';

const value = () => ({ symbol: 'ES', close: Float64Array.of(1, NaN, -0), legs: [{ at: new Date(5) }] });

describe('freeze', () => {
  it('hands everybody the same frozen copy of plain data', () => {
    const own = { a: [1, { b: 2 }] };
    const kept = keep(own, 'freeze', 'here');
    const out = handOut(kept, 'freeze') as typeof own;
    expect(out).toEqual(own);
    expect(out).toBe(handOut(kept, 'freeze'));
    expect([Object.isFrozen(out), Object.isFrozen(out.a), Object.isFrozen(out.a[1])]).toEqual([true, true, true]);
    own.a.push(3); // the caller's own is not frozen, and goes its own way
    expect(out.a.length).toBe(2);
  });

  it('gives each caller columns, dates, maps and sets of its own', () => {
    const kept = keep({ ...value(), map: new Map([[1, [2]]]), set: new Set([3]) }, 'freeze', 'here');
    const [a, b] = [handOut(kept, 'freeze'), handOut(kept, 'freeze')] as ReturnType<typeof value>[];
    a!.close[0] = 99;
    a!.legs[0]!.at.setTime(0);
    expect([b!.close[0], b!.legs[0]!.at.getTime()]).toEqual([1, 5]);
    expect(Object.isFrozen(a!.legs)).toBe(true);
    expect(handOut(kept, 'freeze')).toEqual({ ...value(), map: new Map([[1, [2]]]), set: new Set([3]) });
  });

  it('copies a Buffer, though its own slice would not', () => {
    const kept = keep(Buffer.from([1, 2]), 'freeze', 'here');
    (handOut(kept, 'freeze') as Uint8Array)[0] = 9;
    expect(Array.from(handOut(kept, 'freeze') as Uint8Array)).toEqual([1, 2]);
  });
});

it('clones for each caller where it is told to', () => {
  const kept = keep({ a: [1] }, 'clone', 'here');
  const out = handOut(kept, 'clone') as { a: number[] };
  out.a.push(2);
  expect(handOut(kept, 'clone')).toEqual({ a: [1] });
});

it('shares the very object where it is told to, of whichever class', () => {
  class Model {}
  const model = new Model();
  expect(handOut(keep(model, 'share', 'here'), 'share')).toBe(model);
});

it('freezes what is its own without a copy', () => {
  const own = { a: [1] };
  const { value: out } = adopt(own, 'freeze', 'here');
  expect(out).toBe(own);
  expect(Object.isFrozen(own.a)).toBe(true);
});

it('estimates sizes', () => {
  const { bytes } = keep({ close: new Float64Array(1_000) }, 'freeze', 'here');
  expect(bytes).toBeGreaterThan(8_000);
  expect(bytes).toBeLessThan(8_400);
  expect(keep(Object.freeze({ close: new Float64Array(1_000) }), 'share', 'here').bytes).toBeGreaterThan(8_000);
});

it('keeps a member called __proto__ for what it is', () => {
  const odd = JSON.parse('{"__proto__": {"a": 1}}') as object;
  const out = handOut(keep(odd, 'freeze', 'here'), 'freeze') as object;
  expect(JSON.stringify(out)).toBe('{"__proto__":{"a":1}}');
  expect(Object.getPrototypeOf(out)).toBe(Object.prototype);
});

it.each<[unknown, string, string]>([
  [() => 1, 'a function', 'bars, 1'],
  [{ legs: [class Leg {}] }, 'a function (Leg)', 'bars, 1, legs[0]'],
  [{ model: new (class Model {})() }, 'an instance of Model', 'bars, 1, model'],
  [new DataView(new ArrayBuffer(8)), 'an instance of DataView', 'bars, 1'],
  [Symbol('x'), 'a symbol', 'bars, 1'],
])('refuses %o', (bad, what, where) => {
  expect(() => keep(bad, 'freeze', 'bars, 1')).toThrow(
    expect.objectContaining({
      code: 'UNCACHEABLE_VALUE',
      what: expect.stringContaining(what),
      where,
      fix: expect.stringContaining("copy: 'share'"),
    }),
  );
});

it('refuses a promise and says to await it, and a value that contains itself', () => {
  expect(() => keep({ a: Promise.resolve() }, 'freeze', 'here')).toThrow(
    expect.objectContaining({ fix: 'await it first' }),
  );
  const ring: unknown[] = [];
  ring.push(ring);
  expect(() => keep(ring, 'freeze', 'here')).toThrow(
    expect.objectContaining({ code: 'UNCACHEABLE_VALUE', where: 'here, [0]' }),
  );
});
