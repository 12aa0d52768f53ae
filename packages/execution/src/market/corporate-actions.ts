import { nearestName } from '@tidemark/core-errors';
import type { BarSeries } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';

/** New units for old ones. */
export interface Split {
  readonly kind: 'split';
  readonly symbol: string;
  /** The ex moment, epoch ms: it happens before orders meet the first bar that opens then or later. */
  readonly time: number;
  /** New units for one old: 4 for a 4-for-1 split, 0.1 for a 1-for-10 reverse split. */
  readonly ratio: number;
}

/** Money for units. */
export interface Dividend {
  readonly kind: 'dividend';
  readonly symbol: string;
  /** The ex moment, epoch ms, as above: who holds when it comes is paid, in that moment. */
  readonly time: number;
  /** Price units per unit held: money is this times the multiplier. */
  readonly amount: number;
}

/**
 * What a company does to the units of an instrument, on a series whose prices are not adjusted for it. Of one moment
 * the order of the list counts: a dividend after a split is per new unit. BAR-SEMANTICS rule 1a and trap 22.
 */
export type CorporateAction = Split | Dividend;

/**
 * Refuses actions that a run cannot have meant.
 *
 * @param actions ascending by time, of all instruments
 * @param series of the run, or what of them counts: symbol and adjustment
 * @throws ExecutionError INVALID_ACTION, ACTIONS_NOT_ASCENDING, UNKNOWN_SYMBOL; DIVIDENDS_TWICE and SPLITS_TWICE where
 *   the prices are adjusted for them already
 * @example assertCorporateActions([], []) // => undefined
 */
export function assertCorporateActions(
  actions: readonly CorporateAction[],
  series: Iterable<Pick<BarSeries, 'symbol' | 'adjustment'>>,
): void {
  const adjustments = new Map(Array.from(series, ({ symbol, adjustment }) => [symbol, adjustment]));
  for (const [i, action] of actions.entries()) {
    const { kind, symbol, time } = action;
    const where = `corporate action ${i + 1}, ${symbol}`;
    assertMeant(action, where);
    const before = actions[i - 1]?.time ?? -Infinity;
    if (time < before) {
      const what = `its time, ${time}, is before that of the one above it, ${before}`;
      throw new ExecutionError('ACTIONS_NOT_ASCENDING', { what, where, fix: 'sort by time' });
    }
    const adjustment = adjustments.get(symbol);
    if (adjustment === undefined) {
      const near = nearestName(symbol, adjustments.keys());
      const fix = near === undefined ? `the run has ${[...adjustments.keys()].join(', ')}` : `did you mean ${near}?`;
      throw new ExecutionError('UNKNOWN_SYMBOL', { what: `there are no bars of ${symbol}`, where, fix });
    }
    if (adjustment === 'none' || (adjustment === 'splits' && kind === 'dividend')) continue;
    throw new ExecutionError(kind === 'split' ? 'SPLITS_TWICE' : 'DIVIDENDS_TWICE', {
      what: `the bars of ${symbol} are adjusted (${adjustment}): the ${kind} is in their prices already`,
      where,
      fix: `give unadjusted bars, or leave the ${kind}s out`,
    });
  }
}

/**
 * Actions of one instrument as rows of a table have them, in the order in which they happen: at one moment the split
 * first, as dividends are told per new unit.
 *
 * @param rows in any order, each with a split (new units for one old), a dividend (per unit), or both
 * @example
 * const actions = corporateActionsOf('X', [{ time: 60_000, dividend: 0.5, split: 2 }]);
 * actions.map(({ kind }) => kind) // => ['split', 'dividend']
 */
export function corporateActionsOf(
  symbol: string,
  rows: readonly {
    readonly time: number;
    readonly split?: number | undefined;
    readonly dividend?: number | undefined;
  }[],
): CorporateAction[] {
  const splits = rows.flatMap(({ time, split }): Split[] =>
    split === undefined ? [] : [{ kind: 'split', symbol, time, ratio: split }],
  );
  const dividends = rows.flatMap(({ time, dividend }): Dividend[] =>
    dividend === undefined ? [] : [{ kind: 'dividend', symbol, time, amount: dividend }],
  );
  return [...splits, ...dividends].toSorted((a, b) => a.time - b.time); // sorting is stable
}

function assertMeant(action: CorporateAction, where: string): void {
  const refuse = (what: string, fix: string): ExecutionError =>
    new ExecutionError('INVALID_ACTION', { what, where, fix });
  if (!Number.isFinite(action.time)) throw refuse(`its time is ${action.time}`, 'give epoch milliseconds');
  if (action.kind === 'split') {
    const { ratio } = action;
    if (ratio > 0 && ratio < Infinity && ratio !== 1) return;
    throw refuse(`the ratio is ${ratio}`, 'give new units for one old: 4 for a 4-for-1 split, 0.1 for 1-for-10');
  }
  const { amount } = action;
  if (!(amount > 0 && amount < Infinity)) throw refuse(`the amount is ${amount}`, 'give money per unit, more than 0');
}
