import { expect, it } from 'vitest';
import { backtestSection } from './backtest.ts';

it('takes one size, and null for what another layer gave', () => {
  expect(backtestSection.parse({ units: 5, cash: null })).toMatchObject({ units: 5, cash: null });
  expect(backtestSection.safeParse({ units: 5, cash: 100 }).error?.issues).toMatchObject([{ path: ['cash'] }]);
});

it.each([
  { commission: 2 },
  { slippage: -0.1 },
  { capital: 0 },
  { units: 0 },
  { volumeLimit: 0 },
  { latencyBars: 0.5 },
  { benchmark: 'spy' },
  { strategy: '' },
  { stratgy: 'x' },
])('refuses %o', (section) => expect(backtestSection.safeParse(section).success).toBe(false));
