import type { Strategy } from '@tidemark/core-market';
import { smaCross } from '../built-in/sma-cross.ts';
import type { RegimeDetector } from './detector.ts';
import { byRegime } from './regime-strategy.ts';
import { trendRegime } from './trend-regime.ts';
import { volatilityRegime } from './volatility-regime.ts';

const strategy = smaCross();
export const two: Strategy = byRegime(volatilityRegime(), { calm: strategy, wild: 'flat' });
export const three: Strategy = byRegime(
  volatilityRegime({ quantiles: [0.3, 0.7] }),
  { calm: strategy, normal: strategy, wild: 'flat' },
  { handOver: { blend: 5 }, hysteresis: 3 },
);
export const calmOrWild: RegimeDetector<'calm' | 'wild'> = volatilityRegime({ thresholds: [0.01] });

// @ts-expect-error a label without a strategy
byRegime(volatilityRegime(), { calm: strategy });
// @ts-expect-error a label without a strategy, of three
byRegime(volatilityRegime({ thresholds: [0.01, 0.02] }), { calm: strategy, wild: strategy });
// @ts-expect-error a label that the detector does not have
byRegime(volatilityRegime(), { calm: strategy, wild: strategy, mad: strategy });
// @ts-expect-error a misspelt label
byRegime(trendRegime(), { up: strategy, down: strategy, sidewise: strategy });
// @ts-expect-error a factory is no strategy yet
byRegime(volatilityRegime(), { calm: smaCross, wild: strategy });
// @ts-expect-error an unknown way to hand over
byRegime(volatilityRegime(), { calm: strategy, wild: strategy }, { handOver: 'keep' });
// @ts-expect-error three boundaries
volatilityRegime({ thresholds: [0.01, 0.02, 0.03] });
