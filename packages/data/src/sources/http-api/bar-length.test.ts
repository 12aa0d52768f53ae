import fc from 'fast-check';
import { expect, it } from 'vitest';
import { closeOf, longestBarMs } from './bar-length.ts';

it('knows no bar that lasts longer than the longest', () => {
  const frames = fc.constantFrom('1m', '90s', '4h', '1d', '2w', '1M', '2M', '1Q', '1Y', '3Y');
  fc.assert(
    fc.property(frames, fc.integer({ min: 0, max: 5e12 }), (frame, time) => {
      const open = closeOf(frame as '1M', time); // where the next one opens
      expect(closeOf(frame as '1M', open) - open).toBeLessThanOrEqual(longestBarMs(frame as '1M'));
    }),
  );
});
