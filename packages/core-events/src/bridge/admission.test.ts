import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Admission } from './admission.ts';

it('admits every number once, whatever the order and however often it comes', () => {
  const numbers = fc.array(fc.integer({ min: 1, max: 300 }));
  fc.assert(
    fc.property(numbers, (sequence) => {
      const admission = new Admission();
      const admitted = sequence.filter((n) => admission.admits('a', n));
      expect(admitted).toEqual([...new Set(sequence)]);
      expect(admission.duplicates).toBe(sequence.length - admitted.length);
    }),
  );
});

it('keeps origins apart', () => {
  const admission = new Admission();
  expect([admission.admits('a', 1), admission.admits('b', 1), admission.admits('a', 1)]).toEqual([true, true, false]);
});

it('counts what is missing between those that came', () => {
  const admission = new Admission();
  for (const n of [5000, 5001, 5004, 5007]) admission.admits('a', n);
  expect(admission.missing).toBe(4);
  admission.admits('a', 5002);
  expect(admission.missing).toBe(3);
});

it('takes late events where it came in the middle', () => {
  const admission = new Admission();
  expect([5000, 4999, 5000, 4999].map((n) => admission.admits('a', n))).toEqual([true, true, false, false]);
});

it('gives up what is missing for long, and does not grow', () => {
  const admission = new Admission();
  admission.admits('a', 1);
  for (let n = 5; n < 20_000; n++) admission.admits('a', n);
  expect([admission.missing, admission.admits('a', 3)]).toEqual([3, false]);
});
