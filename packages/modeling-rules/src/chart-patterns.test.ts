import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartPatternNames, chartPatterns } from './index.ts';
import { drawnBars, firstBars, mirrored, randomWalk } from '../fixtures/drawn-bars.ts';
import { drawings, type Drawing } from '../fixtures/drawings.ts';

const seeds = Array.from({ length: 20 }, (_, k) => k + 1);
const named = drawings.map((drawing) => [`${drawing.pattern} (${drawing.direction})`, drawing] as const);

function find({ pattern, direction }: Drawing, bars: Parameters<typeof chartPatterns>[0]) {
  return chartPatterns(bars).find((found) => found.pattern === pattern && found.direction === direction);
}

it('has a drawing of every pattern', () => {
  expect(new Set(drawings.map(({ pattern }) => pattern))).toEqual(new Set(chartPatternNames));
});

describe.each(named)('%s', (_, drawing) => {
  it('is found in noise, in at least 18 of 20 drawings', () => {
    const found = seeds.filter((seed) => find(drawing, drawnBars(drawing.corners, 0.5, seed)));
    expect(found.length).toBeGreaterThanOrEqual(18);
  });

  it('is not found upside down', () => {
    const bothWays = drawings.filter(({ pattern }) => pattern === drawing.pattern).length === 2;
    const found = seeds.filter((seed) => find(drawing, mirrored(drawnBars(drawing.corners, 0.5, seed), 120)));
    // What may be broken to both sides is itself upside down: noise breaks it to the wrong one now and then.
    expect(found.length).toBeLessThanOrEqual(bothWays ? 4 : 0);
  });

  it('answers its pivots, a score, its level and when it was known', () => {
    const bars = drawnBars(drawing.corners, 0.5, 3);
    const { pivots, score, level, formedAt, knownAt, direction } = find(drawing, bars)!;
    expect(score).toBeGreaterThan(0.4);
    expect(score).toBeLessThanOrEqual(1);
    expect(pivots.every((pivot) => pivot.knownAt <= formedAt)).toBe(true);
    expect(pivots.at(-1)!.knownAt).toBe(formedAt);
    expect(formedAt).toBeLessThanOrEqual(knownAt);
    const beyond = bars.close[knownAt] - level;
    expect(direction === 'bullish' ? beyond : -beyond).toBeGreaterThan(0);
  });

  it('is the same whatever follows: it was known on its row, and not before', () => {
    const bars = drawnBars(drawing.corners, 0.5, 3);
    const found = find(drawing, bars)!;
    expect(find(drawing, firstBars(bars, found.knownAt + 1))).toEqual(found);
    expect(find(drawing, firstBars(bars, found.knownAt))).toBeUndefined();
  });
});

it('knows no more of a random walk than was known on each row', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 1000 }), (seed, length) => {
      const bars = randomWalk(1000, seed);
      const all = chartPatterns(bars);
      expect(chartPatterns(firstBars(bars, length))).toEqual(all.filter(({ knownAt }) => knownAt < length));
    }),
    { numRuns: 50 },
  );
});

it('finds the mirror of each pattern in the mirror of a random walk', () => {
  const twin = (name: string): string => {
    const pairs = [
      ['doubleTop', 'doubleBottom'],
      ['tripleTop', 'tripleBottom'],
      ['headAndShoulders', 'inverseHeadAndShoulders'],
      ['ascendingTriangle', 'descendingTriangle'],
      ['risingWedge', 'fallingWedge'],
      ['bullFlag', 'bearFlag'],
    ];
    return pairs.find((pair) => pair.includes(name))?.find((other) => other !== name) ?? name;
  };
  const walk = randomWalk(20_000, 5);
  const turned = mirrored(walk, 0);
  const keys = (bars: typeof walk, name: (pattern: string) => string) =>
    chartPatterns(bars)
      .filter(({ pattern }) => pattern !== 'cupAndHandle')
      .map(({ pattern, knownAt }) => `${knownAt} ${name(pattern)}`)
      .sort();
  expect(keys(turned, twin)).toEqual(keys(walk, (pattern) => pattern));
});

it('begins anew behind a bar that is not known', () => {
  const [{ corners }] = drawings;
  const bars = drawnBars(corners, 0.5, 1);
  const [{ knownAt }] = chartPatterns(bars);
  bars.close[knownAt - 1] = NaN;
  expect(chartPatterns(bars)).toEqual([]);
});

it('finds nothing in a market that does not move, in no bars and in one', () => {
  for (const length of [0, 1, 500]) {
    const price = new Float64Array(length).fill(100);
    expect(chartPatterns({ high: price, low: price, close: price })).toEqual([]);
    expect(chartPatterns({ high: price, low: price, close: price }, { swing: { fraction: 0.01 } })).toEqual([]);
  }
});

it('looks only for what it is asked for', () => {
  const walk = randomWalk(5000, 1);
  const found = chartPatterns(walk, { patterns: ['doubleTop'] });
  expect(found).toEqual(chartPatterns(walk).filter(({ pattern }) => pattern === 'doubleTop'));
});

it('says which pattern was meant', () => {
  const price = new Float64Array(3);
  const search = () => chartPatterns({ high: price, low: price, close: price }, { patterns: ['dobuleTop' as never] });
  expect(search).toThrow('did you mean doubleTop?');
});
