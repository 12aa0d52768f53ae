import { barSeries, normalRandom, seededRandom, sliceBars } from '@tidemark/core-market';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { audit } from '../audit/audit.ts';
import { smaCross } from '../built-in/sma-cross.ts';
import { sampleBars } from '../testing/index.ts';
import { hiddenMarkovRegime } from './hidden-markov-regime.ts';
import { byRegime } from './regime-strategy.ts';

/** Calm and wild in turn, 100 bars each. */
function switching(bars: number, seed = 3) {
  const normal = normalRandom(seededRandom(seed));
  let log = 0;
  const close = Float64Array.from(
    { length: bars },
    (_, i) => 100 * Math.exp((log += (isWild(i) ? 0.04 : 0.01) * normal())),
  );
  const time = close.map((_, i) => i * 60_000);
  return barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'X', timeframe: '1m' });
}
const isWild = (i: number) => Math.floor(i / 100) % 2 === 1;

it('tells wild stretches from calm ones, behind those it was trained on', () => {
  const { index, warmup, columns } = hiddenMarkovRegime({ train: 400 }).over(switching(1_200));
  expect(warmup).toBe(400);
  const right = Array.from(index.subarray(400), (label, k) => label === (isWild(400 + k) ? 1 : 0)).filter(
    Boolean,
  ).length;
  expect(right / 800).toBeGreaterThan(0.9);
  expect(columns['probability(calm)'][399]).toBeNaN();
  expect(columns['probability(calm)'][600] + columns['probability(wild)'][600]).toBeCloseTo(1, 12);
});

it('has three states where asked', () => {
  const detector = hiddenMarkovRegime({ states: 3, train: 300 });
  expect([detector.labels, new Set(detector.over(switching(600)).index.subarray(300)).size > 1]).toEqual([
    ['calm', 'normal', 'wild'],
    true,
  ]);
});

it.each([{ train: 40 }, { train: 40, refit: 15 }, { train: 40, refit: 25, window: 'rolling' }] as const)(
  'labels a prefix as it labels the whole: %o',
  (options) => {
    const detector = hiddenMarkovRegime({ ...options, iterations: 10 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 120 }), (seed, cut) => {
        const bars = sampleBars({ bars: 120, seed });
        const [whole, part] = [detector.over(bars), detector.over(sliceBars(bars, 0, cut))];
        expect(part.index).toEqual(whole.index.slice(0, cut));
        expect(part.columns['probability(wild)']).toEqual(whole.columns['probability(wild)'].slice(0, cut));
      }),
      { numRuns: 15 },
    );
  },
);

it('does not look ahead', () => {
  const detector = hiddenMarkovRegime({ train: 100, refit: 50, window: 'rolling' });
  const strategy = byRegime(detector, { calm: smaCross({ fast: 3, slow: 9 }), wild: 'flat' }, { hysteresis: 2 });
  expect(audit(switching(500), { strategy }).verdict).toMatch('does not look ahead');
});

it('adapts with a refit to a market that changed', () => {
  const [calm, wild] = [switching(100, 1), switching(400, 2)];
  expect(hiddenMarkovRegime({ train: 90, refit: 100 }).over(wild).index).not.toEqual(
    hiddenMarkovRegime({ train: 90 }).over(wild).index,
  );
  expect(hiddenMarkovRegime({ train: 90, refit: 100 }).over(calm).index).toEqual(
    hiddenMarkovRegime({ train: 90 }).over(calm).index,
  );
});

it('has no label where returns do not vary, until a fit finds some', () => {
  const bars = switching(200);
  const close = bars.close.map((price, i) => (i < 60 ? 100 : price));
  expect(hiddenMarkovRegime({ train: 50 }).over({ ...bars, close }).warmup).toBe(200);
  expect(hiddenMarkovRegime({ train: 50, refit: 50 }).over({ ...bars, close }).warmup).toBe(100);
});

it.each([
  { states: 4 },
  { train: 5 },
  { refit: 0 },
  { window: 'all' },
  { starts: 0 },
  { iterations: 0 },
  { tolerance: 0 },
  { seed: 0.5 },
  { sed: 1 },
])('refuses %o', (options) => {
  expect(() => hiddenMarkovRegime(options as never)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
});
