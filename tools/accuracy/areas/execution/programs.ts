import { sma } from '@tidemark/modeling-indicators';
import type { BarSeries } from '@tidemark/core-market';
import { numberOf, type ExecutionGolden, type Program, type ScriptedOrder, type Settings } from './golden.ts';
import type { PeerDoor, Terms } from './peer-door.ts';

/** What a strategy of a peer does after the close of a bar, through the public door. */
export interface DoorProgram {
  /** Bars before the first on which every column is known. */
  readonly warmup: number;
  next(i: number, door: PeerDoor): void;
}

/** A stance as a signal: 1, -1 or 0; NaN keeps it. */
export interface SignalList {
  readonly warmup: number;
  signal(i: number): number;
}

type MakeProgram = (program: Program, bars: BarSeries, settings: Settings) => DoorProgram;

const PROGRAMS: Readonly<Record<string, MakeProgram>> = {
  smaLongOnly: (program, bars) => oneSide(averages(program, bars), 1, sizeOf(program)),
  smaShortOnly: (program, bars) => oneSide(averages(program, bars), -1, sizeOf(program)),
  smaFlip: (program, bars) => flip(averages(program, bars), sizeOf(program)),
  closeCrossSma,
  manualTrail,
  ocoStraddle,
  trailWhenFlat,
  volumeLimited,
  entriesWithStops,
};

/** The strategy of a case that is written as calls of `next()`: a script of orders, or a program by its name. */
export function doorProgramOf({ orders, program, settings }: ExecutionGolden, bars: BarSeries): DoorProgram {
  if (orders !== undefined) return script(orders, settings, bars);
  if (program === undefined) throw new RangeError('the case has neither orders nor a program');
  const make = PROGRAMS[program.name];
  if (make === undefined) throw new RangeError(`there is no program ${program.name}`);
  return make(program, bars, settings);
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

/** Orders by the bars after whose close they are submitted. */
function script(orders: readonly ScriptedOrder[], settings: Settings, { time }: BarSeries): DoorProgram {
  const byBar = new Map<number, ScriptedOrder[]>();
  for (const order of orders) byBar.set(order.bar, [...(byBar.get(order.bar) ?? []), order]);
  const validMs = numberOf(settings, 'validSeconds', NaN) * 1_000;
  const next = (i: number, door: PeerDoor): void => {
    for (const order of byBar.get(i) ?? []) {
      if (order.type === 'closePart') door.close(order.portion);
      else door.order(order.side === 'sell' ? -1 : 1, order.size ?? NaN, termsOf(order, time[i] + validMs));
    }
  };
  return { warmup: 0, next };
}

/** @param expireTime NaN: good till cancelled. Orders at market never expire */
function termsOf({ type, limit, stop, sl, tp }: ScriptedOrder, expireTime: number): Terms {
  if (type !== 'market' && type !== 'limit' && type !== 'stop' && type !== 'stopLimit') {
    throw new RangeError(`there is no order type ${type}`);
  }
  const legs = (sl ?? tp ?? undefined) === undefined ? undefined : { stop: sl ?? undefined, target: tp ?? undefined };
  const terms: Terms = { type, limitPrice: limit ?? undefined, stopPrice: stop ?? undefined, legs };
  return type === 'market' || Number.isNaN(expireTime) ? terms : { ...terms, timeInForce: 'GTD', expireTime };
}

/** In while the averages are on one side, out while they are on the other. */
function oneSide({ fast, slow, warmup }: Averages, side: 1 | -1, size: number | 'all'): DoorProgram {
  const next = (i: number, door: PeerDoor): void => {
    const spread = side * (fast[i] - slow[i]);
    if (door.held === 0 && spread > 0) door.order(side, size);
    if (door.held !== 0 && spread < 0) door.close();
  };
  return { warmup, next };
}

function flip({ fast, slow, warmup }: Averages, size: number | 'all'): DoorProgram {
  const next = (i: number, door: PeerDoor): void => {
    if (crosses(fast, slow, i)) door.order(1, size);
    else if (crosses(slow, fast, i)) door.order(-1, size);
  };
  return { warmup, next };
}

function closeCrossSma(program: Program, { close }: BarSeries): DoorProgram {
  const period = numberOf(program, 'period');
  const average = sma(close, period);
  const next = (i: number, door: PeerDoor): void => {
    if (crosses(close, average, i)) door.order(1, sizeOf(program));
    else if (crosses(average, close, i)) door.close();
  };
  return { warmup: period - 1, next };
}

/** A stop that the strategy moves itself, at each close. */
function manualTrail(program: Program, { high, low, close }: BarSeries): DoorProgram {
  const [period, multiple, size] = ['period', 'multiple', 'size'].map((name) => numberOf(program, name));
  const average = sma(close, period!);
  const range = sma(
    high.map((value, i) => value - low[i]),
    period!,
  );
  const next = (i: number, door: PeerDoor): void => {
    const level = close[i] - multiple! * range[i];
    if (door.held === 0) {
      if (close[i] > average[i]) door.order(1, size!, { legs: { stop: level } });
      return;
    }
    const leg = door.book.working().find((order) => order.leg === 'stop');
    if (leg === undefined || level <= leg.stopPrice!) return;
    door.book.replace(leg.id, { type: 'stop', quantity: leg.quantity, stopPrice: level });
  };
  return { warmup: period! - 1, next };
}

function ocoStraddle(program: Program, { high, low, close }: BarSeries): DoorProgram {
  const [first, every, closeAt, period] = ['first', 'every', 'closeAt', 'period'].map((name) =>
    numberOf(program, name),
  );
  const [multiple, decimals, size] = ['multiple', 'decimals', 'size'].map((name) => numberOf(program, name));
  const range = sma(
    high.map((value, i) => value - low[i]),
    period!,
  );
  const next = (i: number, door: PeerDoor): void => {
    if (i >= first! && i % every! === 0 && door.held === 0) {
      const terms = { type: 'stop', ocoGroup: `straddle ${i}` } as const;
      const away = multiple! * range[i];
      door.order(1, size!, { ...terms, stopPrice: round(close[i] + away, decimals!) });
      door.order(-1, size!, { ...terms, stopPrice: round(close[i] - away, decimals!) });
    } else if (i % every! === closeAt! && door.held !== 0) door.close();
  };
  return { warmup: period! - 1, next };
}

/** Rounds half to even at the given decimals, as Python does. */
function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** Buys when flat, sells by a trailing stop from the first close with a position. */
function trailWhenFlat(program: Program, _bars: BarSeries, settings: Settings): DoorProgram {
  const [first, every, size] = ['first', 'every', 'size'].map((name) => numberOf(program, name));
  const amount = settings['trailamount'];
  const trail = amount === undefined ? { fraction: numberOf(settings, 'trailpercent') } : { amount: Number(amount) };
  let trailing: 'no' | 'yes' = 'no';
  const next = (i: number, door: PeerDoor): void => {
    if (trailing === 'yes') {
      if (door.held === 0) trailing = 'no';
    } else if (door.held > 0) {
      door.order(-1, door.held, { type: 'trailingStop', trail });
      trailing = 'yes';
    } else if (i >= first! && i % every! === 0 && door.book.working().length === 0) door.order(1, size!);
  };
  return { warmup: 0, next };
}

function volumeLimited(program: Program): DoorProgram {
  const [first, every, buyAt, closeAt] = ['first', 'every', 'buyAt', 'closeAt'].map((name) => numberOf(program, name));
  const next = (i: number, door: PeerDoor): void => {
    if (i < first!) return;
    if (i % every! === buyAt!) door.order(1, numberOf(program, 'size'));
    else if (i % every! === closeAt!) door.close();
  };
  return { warmup: 0, next };
}

/** Entries on given bars while flat, with legs at fractions of the entry's close. vectorbt gives a bar one order. */
function entriesWithStops(_program: Program, { close }: BarSeries, settings: Settings): DoorProgram {
  const entries = new Set(settings['entries'] as readonly number[]);
  const [stop, target] = [numberOf(settings, 'sl_stop', NaN), numberOf(settings, 'tp_stop', NaN)];
  const size = numberOf(settings, 'size');
  let before = 0;
  const next = (i: number, door: PeerDoor): void => {
    const left = before !== 0;
    before = door.held;
    if (!entries.has(i) || door.held !== 0 || left) return;
    const fixed = Number.isNaN(stop) ? undefined : close[i] * (1 - stop);
    const trails = settings['sl_trail'] === true;
    const up = Number.isNaN(target) ? undefined : close[i] * (1 + target);
    door.order(1, size, { legs: trails ? { trail: { fraction: stop }, target: up } : { stop: fixed, target: up } });
    before = size;
  };
  return { warmup: 0, next };
}

/** True where `one` was below `other` on the bar before and is above it now. */
function crosses(one: Float64Array, other: Float64Array, i: number): boolean {
  return one[i - 1] < other[i - 1] && one[i] > other[i];
}
