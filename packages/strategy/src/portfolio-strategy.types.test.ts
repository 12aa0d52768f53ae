// Checked by tsc, run nowhere.
import type { BarSeries, PortfolioStrategy } from '@tidemark/core-market';
import { z } from 'zod';
import { definePortfolio } from './portfolio-strategy.ts';

const params = z.object({ top: z.int().default(2), label: z.string() });
const columns = ({ close }: BarSeries) => ({ change: close, member: close });
const name = 'x';
const made = definePortfolio({
  name,
  params,
  columns,
  weights: ({ change, member }, out, { top }, { symbols }) =>
    out.fill(change[0] * member[0] * top * symbols.length).length > 0,
  rebalance: ({ top }) => top,
  universe: 'member',
});
export const strategy: PortfolioStrategy = made({ label: 'a' });

// @ts-expect-error unknown parameter
made({ label: 'a', tpo: 2 });
// @ts-expect-error misspelt column
definePortfolio({ name, columns, rebalance: 1, weights: ({ chnage }, out) => void out.fill(chnage[0]) });
// @ts-expect-error misspelt parameter
definePortfolio({ name, params, columns, rebalance: 1, weights: (now, out, { tpo }) => void out.fill(tpo) });
// @ts-expect-error misspelt column of the universe
definePortfolio({ name, columns, rebalance: 1, weights: () => {}, universe: 'memebr' });
// @ts-expect-error no such timeframe
definePortfolio({ name, columns, rebalance: 'M', weights: () => {} });
// @ts-expect-error no rebalance
definePortfolio({ name, columns, weights: () => {} });
