import assert from 'node:assert/strict';
import { backtest, type BacktestResult } from '@tidemark/execution';
import { columnLoop } from '../column-loop.ts';
import { engineBars } from '../engine-bars.ts';
import { engineOptions } from '../engine-options.ts';
import { crossing, Crossing } from '../engine-strategies.ts';
import type { BenchArea, Figure } from '../figure.ts';
import { freshProcess, interleaved } from '../measure.ts';

const BARS = 1_000_000;
const COLUMNS = 6;
/** Bytes that a run may need for each bar, besides the data. */
const BYTES_A_BAR = 100;

/** Whole backtests against a hand-written loop over the same columns. */
export const engine: BenchArea = async () => {
  const bars = engineBars(BARS);
  const columns = (): BacktestResult => backtest(bars, { ...engineOptions, strategy: crossing() });
  const events = (): BacktestResult => backtest(bars, { ...engineOptions, strategy: new Crossing() });

  // Each beside a loop of its own: the garbage of the one would be collected at the other's expense.
  const loop = (): unknown => columnLoop(bars);
  const runs = { runs: 31, warmups: 8 };
  const columnTimes = await interleaved({ loop, ours: columns }, runs);
  const eventTimes = await interleaved({ loop, ours: events }, runs);
  assertSame(columns(), events(), columnLoop(bars).trades); // afterwards: it leaves 50 MB to the garbage collector
  const speed = (name: string, ms: { loop: number; ours: number }, bound: number): Figure => ({
    area: 'engine',
    name: `${name}, ${BARS.toLocaleString('en')} bars`,
    value: ms.ours,
    unit: 'ms',
    reference: 'column loop by hand',
    referenceValue: ms.loop,
    ratio: ms.ours / ms.loop,
    bound,
  });
  return [
    speed('backtest of defineStrategy', columnTimes, 3),
    speed('backtest of a BaseStrategy class', eventTimes, 5),
    await memory(),
  ];
};

/** The two ways to write it agree to the bit, and with the loop on the trades. */
function assertSame(columns: BacktestResult, events: BacktestResult, trades: number): void {
  assert.equal(columns.trades.length, trades);
  assert.deepEqual(columns.equity.equity, events.equity.equity);
  assert.deepEqual(columns.fills, events.fills);
  assert.deepEqual(columns.trades, events.trades);
}

/** Peak memory of a run above an idle process, against what the data and 100 bytes a bar come to. */
async function memory(): Promise<Figure> {
  const program = (name: string): URL => new URL(`../programs/${name}.ts`, import.meta.url);
  const idle = await freshProcess(program('idle'));
  const run = await freshProcess(program('backtest'), { args: [String(BARS)] });
  const allowed = BARS * (COLUMNS * 8 + BYTES_A_BAR);
  const used = run.peakRss - idle.peakRss;
  return {
    area: 'engine',
    name: `peak memory above an idle process, ${BARS.toLocaleString('en')} bars`,
    value: used / 1e6,
    unit: 'MB',
    reference: `the data + ${BYTES_A_BAR} bytes a bar`,
    referenceValue: allowed / 1e6,
    ratio: used / allowed,
    bound: 1,
  };
}
