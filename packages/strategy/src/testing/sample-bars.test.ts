import { fingerprint } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { sampleBars } from './sample-bars.ts';

it('gives the same bars for the same seed, and others for another', () => {
  const [same, again, other] = [{ seed: 1 }, { seed: 1 }, { seed: 2 }].map((options) =>
    fingerprint(sampleBars(options)),
  );
  expect(same).toBe(again);
  expect(same).not.toBe(other);
});

it('gives as many as asked for', () => {
  expect([sampleBars().length, sampleBars({ bars: 0 }).length]).toEqual([400, 0]);
});
