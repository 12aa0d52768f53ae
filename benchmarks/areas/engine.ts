import assert from 'node:assert/strict';
import type { Strategy } from '@tidemark/core-market';
import { backtest, type BacktestResult } from '@tidemark/execution';
import { columnLoop } from '../column-loop.ts';
import { engineBars } from '../engine-bars.ts';
import { engineOptions } from '../engine-options.ts';
import { peerRun } from '../engine-peers.ts';
import { crossing, Crossing, crossingRules, FAST, SLOW } from '../engine-strategies.ts';
import type { BenchArea, Figure } from '../figure.ts';
import { freshProcess } from '../fresh-process.ts';

const BARS = 1_000_000;
const MODEL_BARS = 100_000;
const GRID_BARS = 100_000;
const COLUMNS = 6;
/** Bytes that a run may need for each bar, besides the data. */
const BYTES_A_BAR = 100;

/** Whole backtests against a hand-written loop over the same columns. */
export const engine: BenchArea = async () => {
  const bars = engineBars(BARS);
  const run = (strategy: Strategy): BacktestResult => backtest(bars, { ...engineOptions, strategy });
  assertSame([crossing(), new Crossing(), crossingRules()].map(run), columnLoop(bars.open, bars.close, FAST, SLOW)[0]);
  const columns = await speed('backtest of defineStrategy', 'columns', 3);
  return [
    columns,
    ...(await peers(columns.value)),
    await speed('backtest of a BaseStrategy class', 'events', 5),
    await speed('backtest of ruleStrategy', 'rules', 6),
    await orders('a target and a trailing stop on every entry', 'brackets', 'column loop by hand', 8),
    await orders('ten instruments that share cash, per bar of one', 'instruments', 'column loop by hand', 6),
    await orders('backtest over ticks', 'ticks', 'column loop by hand', 12),
    await orders('bars beside 10,000 resting orders that none touches', 'resting', 'the same bars without orders', 5),
    await model(),
    ...(await grid()),
    await memory(),
  ];
};

/** In a process of its own: neither the garbage nor the type feedback of the other way is in it. */
async function speed(name: string, way: 'columns' | 'events' | 'rules', bound: number): Promise<Figure> {
  const { stdout } = await freshProcess(program('engine-times'), { args: [way, String(BARS)], bundle: true });
  const { loop, ours } = JSON.parse(stdout) as { readonly loop: number; readonly ours: number };
  return {
    area: 'engine',
    name: `${name}, ${BARS.toLocaleString('en')} bars`,
    value: ours,
    unit: 'ms',
    reference: 'column loop by hand',
    referenceValue: loop,
    ratio: ours / loop,
    bound,
  };
}

/** What orders cost: beside the loop by hand, or beside a run without them. */
async function orders(name: string, way: string, reference: string, bound: number): Promise<Figure> {
  const { stdout } = await freshProcess(program('order-times'), { args: [way, String(BARS)], bundle: true });
  const { loop, ours } = JSON.parse(stdout) as { readonly loop: number; readonly ours: number };
  const bars = `${BARS.toLocaleString('en')} ${way === 'ticks' ? 'ticks' : 'bars'}`;
  const times = { value: ours, unit: 'ms', reference, referenceValue: loop, ratio: ours / loop, bound } as const;
  return { area: 'engine', name: `${name}, ${bars}`, ...times };
}

/** How many times faster than each peer, where it is installed: the same bars, or as many as it can bear. */
const PEERS = [
  { peer: 'vectorbt', times: 5, bars: BARS },
  { peer: 'backtesting', times: 100, bars: 200_000 },
  { peer: 'nautilus_trader', times: 500, bars: 100_000, fillsAtClose: true },
  { peer: 'backtrader', times: 1_000, bars: 50_000 },
] as const;

/** @param ms that ours took for all bars */
async function peers(ms: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { peer, times, bars, ...more } of PEERS) {
    const theirs = await peerRun(peer, bars);
    if (theirs === undefined) continue;
    const { open, close } = engineBars(bars);
    const [trades, equity] = columnLoop(open, close, FAST, SLOW);
    if (!('fillsAtClose' in more)) {
      assert.equal(theirs.trades, trades, peer);
      assert.ok(Math.abs(theirs.equity - equity) < 1e-9 * equity, `${peer}: ${theirs.equity}, not ${equity}`);
    }
    const [value, referenceValue] = [(ms / BARS) * 1e6, (theirs.seconds / bars) * 1e9];
    const name = 'defineStrategy, a bar';
    const figure = { area: 'engine', name, value, unit: 'ns', reference: peer, referenceValue };
    figures.push({ ...figure, ratio: value / referenceValue, bound: 1 / times });
  }
  return figures;
}

const program = (name: string): URL => new URL(`../programs/${name}.ts`, import.meta.url);

/** A strategy that asks a model for its probabilities, against the model alone. */
async function model(): Promise<Figure> {
  const { stdout } = await freshProcess(program('model-times'), { args: [String(MODEL_BARS)], bundle: true });
  const { probabilities, strategy } = JSON.parse(stdout) as Readonly<Record<'probabilities' | 'strategy', number>>;
  return {
    area: 'engine',
    name: `mlStrategy over ${MODEL_BARS.toLocaleString('en')} bars, 8 features, 100 small trees`,
    value: strategy,
    unit: 'ms',
    reference: 'predictProba of all rows',
    referenceValue: probabilities,
    ratio: strategy / probabilities,
    bound: 2,
  };
}

/** A sweep of 100 pairs of averages, against as many loops; and what 1,000 runs leave in memory. */
async function grid(): Promise<Figure[]> {
  const options = { args: [String(GRID_BARS)], execArgv: ['--expose-gc'], bundle: true };
  const { stdout } = await freshProcess(program('grid-times'), options);
  const { loop, ours, grown } = JSON.parse(stdout) as Readonly<Record<'loop' | 'ours' | 'grown', number>>;
  const allowed = GRID_BARS * 8;
  return [
    {
      area: 'engine',
      name: `backtestGrid, 100 pairs of averages, ${GRID_BARS.toLocaleString('en')} bars`,
      value: ours,
      unit: 'ms',
      reference: '100 column loops by hand',
      referenceValue: loop,
      ratio: ours / loop,
      bound: 3,
    },
    {
      area: 'engine',
      name: 'memory that 1,000 runs of backtestGrid leave behind',
      value: grown / 1e6,
      unit: 'MB',
      reference: 'one equity curve',
      referenceValue: allowed / 1e6,
      ratio: Math.max(0, grown) / allowed,
      bound: 1,
    },
  ];
}

/** The ways to write it agree to the bit, and with the loop on the trades. */
function assertSame([first, ...others]: readonly BacktestResult[], trades: number): void {
  assert.equal(first!.trades.length, trades);
  for (const other of others) {
    assert.deepEqual(other.equity.equity, first!.equity.equity);
    assert.deepEqual(other.fills, first!.fills);
    assert.deepEqual(other.trades, first!.trades);
  }
}

/** Peak memory of a run above an idle process, against what the data and 100 bytes a bar come to. */
async function memory(): Promise<Figure> {
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
