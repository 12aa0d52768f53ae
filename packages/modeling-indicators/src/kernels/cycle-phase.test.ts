import { expect, it } from 'vitest';
import { CyclePhase } from './cycle-phase.ts';

/** The last phase of a wave that takes `bars` a turn. */
function phaseOf(bars: number, rows: number): number {
  const phase = new CyclePhase();
  let last = NaN;
  for (let row = 0; row < rows; row++) last = phase.update(100 + Math.sin((2 * Math.PI * row) / bars));
  return last;
}

it.each([
  [16, 401, 0],
  [20, 401, 0],
  [20, 406, 90],
  [20, 411, 180],
  [20, 416, 270],
  [20, 419, -36],
])('of a wave of %d bars, %d bars long, is %d degrees', (bars, rows, degrees) => {
  expect(Math.abs(phaseOf(bars, rows) - degrees)).toBeLessThan(1);
});

it('is that of nothing where nothing moves, to the last bit', () => {
  const phase = new CyclePhase();
  for (let row = 0; row < 100; row++) phase.update(0.1);
  expect(phase.update(0.1)).toBe(90 + 360 / phase.cycle.period);
});
