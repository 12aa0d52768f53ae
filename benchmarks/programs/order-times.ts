// Times what orders cost beside the loop by hand, or beside a run without them. Prints both medians, in milliseconds.
import {
  barFrame,
  sliceBars,
  type BarSeries,
  type OrderPlan,
  type SignalRun,
  type Strategy,
  type TickSeries,
} from '@tidemark/core-market';
import { backtest } from '@tidemark/execution';
import { columnLoop } from '../column-loop.ts';
import { engineBars } from '../engine-bars.ts';
import { engineOptions } from '../engine-options.ts';
import { crossing, FAST, SLOW } from '../engine-strategies.ts';
import { interleaved } from '../measure.ts';

const INSTRUMENTS = 10;
const RESTING = 10_000;

const [way, length] = process.argv.slice(2);
const bars = engineBars(Number(length));
const loop = (): unknown => columnLoop(bars.open, bars.close, FAST, SLOW);

/** Each entry with a target and a stop that trails. */
function bracketed(): Strategy {
  const strategy = crossing();
  const legs = (price: number): OrderPlan => ({ trail: { fraction: 0.02 }, target: price * 1.04 });
  const over = (series: BarSeries): SignalRun => {
    const run = strategy.over(series);
    return Object.assign(run, { plan: ({ price }: { readonly price: number }) => legs(price) });
  };
  return { ...strategy, over };
}

/** As many instruments as share the bars, each on a stretch of them, at the times of the first. */
function instruments(): Record<string, BarSeries> {
  const each = bars.length / INSTRUMENTS;
  const { time } = sliceBars(bars, 0, each);
  const stretches = Array.from({ length: INSTRUMENTS }, (_, k): [string, BarSeries] => {
    const symbol = `I${k}`;
    const stretch = sliceBars(bars, k * each, (k + 1) * each);
    return [symbol, { ...stretch, symbol, instrument: { ...bars.instrument, symbol }, time }];
  });
  return Object.fromEntries(stretches);
}

/** A strategy by name that sends orders far from the market, once. */
function resting(count: number): Strategy {
  const orders: SignalRun['orders'] = (i, _account, book) => {
    if (i > 0) return;
    for (let k = 0; k < count; k++) book.submit({ type: 'limit', quantity: 1, limitPrice: 1e-6 * (k + 1) });
  };
  return { name: 'resting', over: () => ({ columns: {}, warmup: 0, signal: () => NaN, orders }) };
}

async function times(): Promise<Record<'loop' | 'ours', number>> {
  if (way === 'resting') {
    // What twice the bars take longer: the sending of the orders is in both.
    const half = sliceBars(bars, 0, bars.length / 2);
    const run = (series: BarSeries, count: number) => () =>
      backtest(series, { ...engineOptions, strategy: resting(count) });
    const candidates = {
      none: run(bars, 0),
      halfNone: run(half, 0),
      many: run(bars, RESTING),
      halfMany: run(half, RESTING),
    };
    const { none, halfNone, many, halfMany } = await interleaved(candidates, { runs: 9, warmups: 2 });
    return { loop: none - halfNone, ours: many - halfMany };
  }
  const { symbol: _symbol, instrument, time, close, volume } = bars;
  const ticks: TickSeries = { instrument, length: bars.length, time, price: close, size: volume };
  const many = way === 'instruments' ? barFrame(instruments()) : bars;
  const ours = {
    brackets: () => backtest(bars, { ...engineOptions, strategy: bracketed() }),
    instruments: () => backtest(many, { ...engineOptions, strategy: crossing() }),
    ticks: () => backtest(ticks, { ...engineOptions, strategy: crossing() }),
  }[way as 'brackets' | 'instruments' | 'ticks'];
  return interleaved({ loop, ours }, { runs: 15, warmups: 4 });
}

console.log(JSON.stringify(await times()));
