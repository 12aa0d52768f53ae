// Times whole backtests of one way to write a strategy beside the loop by hand. Prints both medians, in milliseconds.
import type { Strategy } from '@tidemark/core-market';
import { backtest } from '@tidemark/execution';
import { columnLoop } from '../column-loop.ts';
import { engineBars } from '../engine-bars.ts';
import { engineOptions } from '../engine-options.ts';
import { crossing, Crossing, crossingRules, FAST, SLOW } from '../engine-strategies.ts';
import { interleaved } from '../measure.ts';

const [way, length] = process.argv.slice(2);
const bars = engineBars(Number(length));
const ways: Readonly<Record<string, () => Strategy>> = {
  columns: () => crossing(),
  events: () => new Crossing(),
  rules: () => crossingRules(),
};
const strategy = ways[way!]!;
const ms = await interleaved(
  {
    loop: () => columnLoop(bars.open, bars.close, FAST, SLOW),
    ours: () => backtest(bars, { ...engineOptions, strategy: strategy() }),
  },
  { runs: 31, warmups: 8 },
);
console.log(JSON.stringify(ms));
