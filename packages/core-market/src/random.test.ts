import { describe, expect, it } from 'vitest';
import { normalRandom, seededRandom, type Random } from './random.ts';

const take = (random: Random, count: number): Float64Array => {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = random();
  return out;
};

describe('seededRandom', () => {
  it('gives the known numbers of mulberry32', () => {
    expect([...take(seededRandom(42), 5)]).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8524657934904099, 0.6697340414393693, 0.17481389874592423,
    ]);
  });

  it('goes by the low 32 bits of its seed', () => {
    expect(seededRandom(2 ** 32 + 7)()).toBe(seededRandom(7)());
    expect(seededRandom(-1)()).toBe(seededRandom(2 ** 32 - 1)());
  });

  it('is two independent generators when made twice', () => {
    const [a, b] = [seededRandom(1), seededRandom(1)];
    expect([a(), b(), a(), b()]).toEqual([...take(seededRandom(1), 2)].flatMap((value) => [value, value]));
  });

  it('is uniform in [0, 1)', () => {
    const values = take(seededRandom(3), 100_000);
    const tenths = new Int32Array(10);
    for (const value of values) tenths[Math.floor(value * 10)]++;
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400); // 4 deviations
  });

  it.each([1.5, NaN, Infinity, 2 ** 53])('refuses %s as a seed', (seed) => {
    expect(() => seededRandom(seed)).toThrow(
      expect.objectContaining({ code: 'INVALID_SEED', what: `the seed is ${seed}` }),
    );
  });
});

describe('normalRandom', () => {
  it('gives the same numbers to the bit, everywhere', () => {
    expect([...take(normalRandom(seededRandom(42)), 4)]).toMatchInlineSnapshot(`
      [
        2.167890815820702,
        -1.1087661942454097,
        0.8926004566360256,
        0.4298422306321802,
      ]
    `);
  });

  it('has the moments of the standard normal distribution', () => {
    const count = 200_000;
    const values = take(normalRandom(seededRandom(11)), count);
    const moment = (power: number): number => values.reduce((sum, value) => sum + value ** power, 0) / count;
    expect(moment(1)).toBeCloseTo(0, 2);
    expect(moment(2)).toBeCloseTo(1, 1.7);
    expect(moment(3)).toBeCloseTo(0, 1);
    expect(moment(4)).toBeCloseTo(3, 0.9);
  });

  it('reaches beyond four deviations as often as it should', () => {
    const values = take(normalRandom(seededRandom(5)), 200_000);
    const beyond = (limit: number): number => values.filter((value) => Math.abs(value) > limit).length / values.length;
    expect(beyond(1)).toBeCloseTo(0.3173, 2);
    expect(beyond(2)).toBeCloseTo(0.0455, 2);
    expect(beyond(4)).toBeGreaterThan(0);
    expect(beyond(4)).toBeLessThan(0.0002); // 6.3e-5
  });

  it('shows no tie between one number and the next', () => {
    const values = take(normalRandom(seededRandom(9)), 100_000);
    let product = 0;
    for (let i = 1; i < values.length; i++) product += values[i] * values[i - 1];
    expect(Math.abs(product / values.length)).toBeLessThan(0.013); // 4 / sqrt(n)
  });
});
