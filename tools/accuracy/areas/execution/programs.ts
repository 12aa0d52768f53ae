import { sma } from '@tidemark/modeling-indicators';
import type { BarSeries } from '@tidemark/core-market';
import { numberOf, type ExecutionGolden, type Program, type ScriptedOrder } from './golden.ts';

/** One thing that a strategy asks for. */
export type Wish =
  /** Units; a fraction of what the account can carry below 1; all of that. */
  | { readonly side: 1 | -1; readonly size: number | 'all' }
  /** That share of each open trade. */
  | { readonly portion: number };

/** What a strategy asks for after the close of a bar, by what it holds. */
export interface WishList {
  /** Bars before the first on which every column is known. */
  readonly warmup: number;
  wishes(i: number, held: number): readonly Wish[];
}

/** A stance as a signal: 1, -1 or 0; NaN keeps it. */
export interface SignalList {
  readonly warmup: number;
  signal(i: number): number;
}

const NONE: readonly Wish[] = [];
const CLOSE_ALL: readonly Wish[] = [{ portion: 1 }];

/** The strategy of a case that is written as calls of `next()`: a script of orders, or a program by its name. */
export function wishListOf({ orders, program }: ExecutionGolden, bars: BarSeries): WishList {
  if (orders !== undefined) return script(orders);
  if (program === undefined) throw new RangeError('the case has neither orders nor a program');
  if (program.name === 'closeCrossSma') return closeCrossSma(program, bars);
  const columns = averages(program, bars);
  const size = sizeOf(program);
  switch (program.name) {
    case 'smaLongOnly':
      return oneSide(columns, 1, size);
    case 'smaShortOnly':
      return oneSide(columns, -1, size);
    case 'smaFlip':
      return flip(columns, size);
    default:
      throw new RangeError(`there is no program ${program.name}`);
  }
}

/** The strategy of a case that is written as a column of signals. */
export function signalListOf({ program }: ExecutionGolden, bars: BarSeries): SignalList {
  const name = program?.name ?? 'of no name';
  const stances: Readonly<Record<string, readonly [above: number, below: number]>> = {
    smaLongOnly: [1, 0],
    smaShortOnly: [0, -1],
    smaFlip: [1, -1],
  };
  const stance = stances[name];
  if (program === undefined || stance === undefined) throw new RangeError(`there is no program ${name}`);
  const { fast, slow, warmup } = averages(program, bars);
  const [above, below] = stance;
  return { warmup, signal: (i) => (fast[i] > slow[i] ? above : fast[i] < slow[i] ? below : NaN) };
}

interface Averages {
  readonly fast: Float64Array;
  readonly slow: Float64Array;
  readonly warmup: number;
}

function averages(program: Program, { close }: BarSeries): Averages {
  const [fast, slow] = [numberOf(program, 'fast'), numberOf(program, 'slow')];
  return { fast: sma(close, fast), slow: sma(close, slow), warmup: Math.max(fast, slow) - 1 };
}

function sizeOf(program: Program): number | 'all' {
  return program['size'] === 'all' ? 'all' : numberOf(program, 'size');
}

function script(orders: readonly ScriptedOrder[]): WishList {
  const byBar = new Map<number, Wish[]>();
  for (const { bar, type, side, size = NaN, portion = 1 } of orders) {
    const wish: Wish = type === 'closePart' ? { portion } : { side: side === 'sell' ? -1 : 1, size };
    byBar.set(bar, [...(byBar.get(bar) ?? []), wish]);
  }
  return { warmup: 0, wishes: (i) => byBar.get(i) ?? NONE };
}

/** In while the averages are on one side, out while they are on the other. */
function oneSide({ fast, slow, warmup }: Averages, side: 1 | -1, size: number | 'all'): WishList {
  const enter: readonly Wish[] = [{ side, size }];
  const wishes = (i: number, held: number): readonly Wish[] => {
    const spread = side * (fast[i] - slow[i]);
    if (held === 0) return spread > 0 ? enter : NONE;
    return spread < 0 ? CLOSE_ALL : NONE;
  };
  return { warmup, wishes };
}

function flip({ fast, slow, warmup }: Averages, size: number | 'all'): WishList {
  const buy: readonly Wish[] = [{ side: 1, size }];
  const sell: readonly Wish[] = [{ side: -1, size }];
  return { warmup, wishes: (i) => (crosses(fast, slow, i) ? buy : crosses(slow, fast, i) ? sell : NONE) };
}

function closeCrossSma(program: Program, { close }: BarSeries): WishList {
  const period = numberOf(program, 'period');
  const average = sma(close, period);
  const buy: readonly Wish[] = [{ side: 1, size: sizeOf(program) }];
  const wishes = (i: number): readonly Wish[] =>
    crosses(close, average, i) ? buy : crosses(average, close, i) ? CLOSE_ALL : NONE;
  return { warmup: period - 1, wishes };
}

/** True where `one` was below `other` on the bar before and is above it now. */
function crosses(one: Float64Array, other: Float64Array, i: number): boolean {
  return one[i - 1] < other[i - 1] && one[i] > other[i];
}
