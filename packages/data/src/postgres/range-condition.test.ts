import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangeCondition } from './range-condition.ts';

const moment = { name: 'ts', kind: 'timestamptz' } as const;

it.each([
  [
    { from: 0, to: 1000.5 },
    `"ts" >= timestamptz '1970-01-01 00:00:00.000+00' and "ts" < timestamptz '1970-01-01 00:00:01.001+00'`,
  ],
  [{ from: -Infinity, to: Infinity }, undefined],
  [{ from: -Infinity, to: 0 }, `"ts" < timestamptz '1970-01-01 00:00:00.000+00'`],
  [{ from: -1e300, to: 1e300 }, undefined],
  [{ from: 1e17, to: 1e18 }, 'false'],
  [{ from: -Infinity, to: -Infinity }, 'false'],
  [{ from: Infinity, to: Infinity }, 'false'],
])('writes the range %j', (range, condition) => {
  expect(rangeCondition(moment, range, { isLocal: false })).toBe(condition);
});

it('reaches a day and more further for local times', () => {
  const condition = rangeCondition({ name: 'ts', kind: 'timestamp' }, { from: 0, to: 0 }, { isLocal: true });
  expect(condition).toBe(`"ts" >= timestamp '1969-12-30 22:00:00.000' and "ts" < timestamp '1970-01-02 02:00:00.000'`);
});

it.each(['s', 'ms', 'us', 'ns'] as const)('lets every row of a range in %s pass', (unit) => {
  const perMs = { s: 0.001, ms: 1, us: 1000, ns: 1e6 }[unit];
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(1e6), (from, length) => {
      const text = rangeCondition({ name: 't', kind: 'int8' }, { from, to: from + length }, { isLocal: false, unit });
      const [, low, high] = /^"t" >= (-?\d+) and "t" < (-?\d+)$/.exec(text ?? '') ?? [];
      expect(Number(low)).toBeLessThanOrEqual(from * perMs);
      expect(Number(high)).toBeGreaterThanOrEqual((from + length) * perMs);
    }),
  );
});
