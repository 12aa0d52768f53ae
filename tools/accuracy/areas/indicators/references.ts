import type { Reference } from './reference.ts';
import { barMomentum } from './references/bar-momentum.ts';
import { candlestick } from './references/candlestick.ts';
import { cycle } from './references/cycle.ts';
import { price } from './references/price.ts';
import { statistic } from './references/statistic.ts';
import { trend } from './references/trend.ts';
import { trendFollowing } from './references/trend-following.ts';
import { valueMomentum } from './references/value-momentum.ts';
import { volatility } from './references/volatility.ts';
import { volume } from './references/volume.ts';

/** How each function of the goldens is computed here; what has no line is skipped. */
export const references: Readonly<Record<string, Reference>> = {
  ...trend,
  ...trendFollowing,
  ...valueMomentum,
  ...barMomentum,
  ...volatility,
  ...volume,
  ...statistic,
  ...price,
  ...cycle,
  ...candlestick,
};
