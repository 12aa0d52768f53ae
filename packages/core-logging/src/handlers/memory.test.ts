import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LogRecord } from '../record.ts';
import { memoryHandler } from './memory.ts';

const record = (time: number): LogRecord => ({ level: 'info', time });

it('keeps the newest, oldest first, and counts what made room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(60), (capacity, count) => {
      const memory = memoryHandler({ capacity });
      for (let i = 0; i < count; i++) memory.write('', record(i));
      const kept = Math.min(capacity, count);
      expect(memory.records.map(({ time }) => time)).toEqual(Array.from({ length: kept }, (_, i) => count - kept + i));
      expect(memory.dropped).toBe(count - kept);
    }),
  );
});

it('starts anew when cleared', () => {
  const memory = memoryHandler({ capacity: 2 });
  for (let i = 0; i < 3; i++) memory.write('', record(i));
  memory.clear();
  memory.write('', record(9));
  expect([memory.records, memory.dropped]).toEqual([[record(9)], 0]);
});

it.each([0, 1.5, -1, NaN])('refuses a capacity of %d', (capacity) => {
  expect(() => memoryHandler({ capacity })).toThrow(expect.objectContaining({ code: 'INVALID_CAPACITY' }));
});
