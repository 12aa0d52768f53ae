import { fingerprint, hashJson, type BarSeries, type SignalRun, type Strategy } from '@tidemark/core-market';
import { entryExitStances, firstConflict, type Conflict, type EntryExitMasks } from './base/entry-exit-stances.ts';
import { placeAmong } from './base/same-bars.ts';
import { SignalsRun } from './base/signals-run.ts';
import { StrategyError } from './error.ts';

/** One mark per bar: true or 1 where something is called for. A NaN calls for nothing. */
export type Marks = readonly boolean[] | Uint8Array | Float64Array;

/** Where each side is entered and left, and what contradictions become. */
export interface EntryExitSignals {
  readonly entries?: Marks | undefined;
  /** Left out: long positions end where a short one is entered. */
  readonly exits?: Marks | undefined;
  readonly shortEntries?: Marks | undefined;
  /** Left out: short positions end where a long one is entered. */
  readonly shortExits?: Marks | undefined;
  /** What an entry and an exit of one side on one bar become. Default: the exit wins. */
  readonly conflict?: Conflict | undefined;
  /** Kebab case. Left out: `from-signals`. */
  readonly name?: string | undefined;
}

const CONFLICTS: readonly string[] = ['exit', 'entry', 'ignore', 'error'];

/**
 * A strategy from marks that were computed elsewhere: long from an entry to its exit, short mirrored. A bar that calls
 * for both sides keeps the stance.
 *
 * It runs over the bars that the marks belong to, and over any stretch of them, so that it can be audited and split; the
 * stance at the start of a stretch is flat. Whether the marks themselves saw the future no audit can tell.
 *
 * @param bars n bars
 * @param signals marks of n entries each; they are copied
 * @throws StrategyError INVALID_SIGNALS, SIGNALS_LENGTH, with `conflict: 'error'` SIGNALS_CONFLICT; from a run OTHER_BARS
 * @example
 * import { sampleBars } from '@tidemark/strategy/testing';
 * const bars = sampleBars({ bars: 4 });
 * const run = fromSignals(bars, { entries: [true, false, false, false], exits: [false, false, true, false] }).over(bars);
 * [0, 1, 2, 3].map((i) => run.signal(i)) // => [1, 1, 0, 0]
 */
export function fromSignals(
  bars: BarSeries,
  { entries, exits, shortEntries, shortExits, conflict = 'exit', name = 'from-signals' }: EntryExitSignals,
): Strategy {
  const fail = (what: string, fix: string): never => {
    throw new StrategyError('INVALID_SIGNALS', { what, where: `strategy ${name}`, fix });
  };
  if (!CONFLICTS.includes(conflict)) fail(`conflict is ${JSON.stringify(conflict)}`, `give ${CONFLICTS.join(', ')}`);
  if (entries === undefined && shortEntries === undefined)
    fail('there are no entries', 'give entries, shortEntries or both');
  if (entries !== undefined && exits === undefined && shortEntries === undefined) {
    fail('a long position would never end', 'give exits, or shortEntries');
  }
  if (shortEntries !== undefined && shortExits === undefined && entries === undefined) {
    fail('a short position would never end', 'give shortExits, or entries');
  }
  const where = `strategy ${name}`;
  const masks: EntryExitMasks = {
    entries: maskOf('entries', entries, bars, where),
    exits: maskOf('exits', exits, bars, where),
    shortEntries: maskOf('shortEntries', shortEntries, bars, where),
    shortExits: maskOf('shortExits', shortExits, bars, where),
  };
  if (conflict === 'error') refuseConflicts(masks, bars, where);
  const over = (series: BarSeries): SignalRun => {
    const start = placeAmong(bars, series, name);
    const part = (mask: Uint8Array | undefined): Uint8Array | undefined => mask?.subarray(start, start + series.length);
    const parts = {
      entries: part(masks.entries),
      exits: part(masks.exits),
      shortEntries: part(masks.shortEntries),
      shortExits: part(masks.shortExits),
    };
    const stance = entryExitStances(parts, conflict, series.length);
    return new SignalsRun({ stance }, { warmup: 0, warnings: [] }, stance);
  };
  const params = { bars: fingerprint(bars), conflict };
  return { name, params, codeHash: hashJson({ fromSignals: 1, masks: Object.values(masks) }), over };
}

function maskOf(label: string, marks: Marks | undefined, { length }: BarSeries, where: string): Uint8Array | undefined {
  if (marks === undefined) return undefined;
  if (!(Array.isArray(marks) || marks instanceof Uint8Array || marks instanceof Float64Array)) {
    const fix = 'give booleans, a Uint8Array or a Float64Array';
    throw new StrategyError('INVALID_SIGNALS', { what: `${label} is no list of marks`, where, fix });
  }
  if (marks.length !== length) {
    const what = `${label} has ${marks.length} entries for ${length} bars`;
    throw new StrategyError('SIGNALS_LENGTH', { what, where, fix: 'give one mark per bar' });
  }
  const mask = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const mark: unknown = marks[i];
    if (mark === true || mark === 1) mask[i] = 1;
    else if (!(mark === false || mark === 0 || Number.isNaN(mark))) {
      const what = `${label}[${i}] is ${String(mark)}`;
      throw new StrategyError('INVALID_SIGNALS', { what, where, fix: 'give true and false, or 1 and 0' });
    }
  }
  return mask;
}

function refuseConflicts(masks: EntryExitMasks, bars: BarSeries, where: string): void {
  const i = firstConflict(masks, bars.length);
  if (i < 0) return;
  const what = `the signals call for opposite things on bar ${i} (${new Date(bars.time[i]).toISOString()})`;
  const fix = "let them exclude each other, or say which wins: conflict: 'exit'";
  throw new StrategyError('SIGNALS_CONFLICT', { what, where, fix });
}
