// Times a sweep of 100 pairs of averages beside 100 runs of the loop by hand. Prints both medians, in milliseconds; then
// how many bytes the heap grew over 1,000 further runs, the least of the last sweeps against the least of the first.
import { FLAT, HOLD, LONG } from '@tidemark/core-market';
import { backtestGrid } from '@tidemark/execution';
import { sma } from '@tidemark/modeling-indicators';
import { defineStrategy } from '@tidemark/strategy';
import { z } from 'zod';
import { columnLoop } from '../column-loop.ts';
import { engineBars } from '../engine-bars.ts';
import { engineOptions } from '../engine-options.ts';
import { interleaved } from '../measure.ts';

const bars = engineBars(Number(process.argv[2]));
const strategy = defineStrategy({
  name: 'crossing-of',
  params: z.object({ fast: z.int(), slow: z.int() }),
  columns: ({ close }, { fast, slow }, once) => ({ fast: once(sma, close, fast), slow: once(sma, close, slow) }),
  decide: ({ fast, slow }, i) => (fast[i]! > slow[i]! ? LONG : fast[i]! < slow[i]! ? FLAT : HOLD),
});
const grid = {
  fast: [5, 10, 15, 20, 25, 30, 35, 40, 45, 50],
  slow: [60, 70, 80, 90, 100, 110, 120, 130, 140, 150],
};
const sweep = (): unknown => backtestGrid(bars, { ...engineOptions, strategy, grid });
const loops = (): unknown =>
  grid.fast.flatMap((fast) => grid.slow.map((slow) => columnLoop(bars.open, bars.close, fast, slow)));

const ms = await interleaved({ loop: loops, ours: sweep }, { runs: 9, warmups: 3 });
const used = (): number => {
  sweep();
  global.gc!();
  global.gc!();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const start = used();
let end = start;
for (let k = 0; k < 10; k++) end = used();
console.log(JSON.stringify({ ...ms, grown: end - start }));
