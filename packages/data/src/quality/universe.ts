import { DataError } from '../error.ts';

/** A moment: epoch ms, or the date at whose midnight UTC it begins, `2020-03-23`. */
export type UniverseTime = number | string;

/** From when to when a symbol belonged: half-open, null for "still" or "always". */
export type Membership = readonly [from: UniverseTime | null, to: UniverseTime | null];

/** Which symbols belonged when. Plain membership by date: no symbol is known before it was added. */
export interface Universe {
  /** Every symbol that ever belonged, in the order given. */
  readonly symbols: readonly string[];
  /** Those that belong at a moment, in the order given. */
  at(time: UniverseTime): string[];
  has(symbol: string, time: UniverseTime): boolean;
}

/**
 * A universe by membership, so that a test of the year 2010 does not pick from the index of today.
 *
 * @param members per symbol the stretches of its membership, from (included) to (left out), oldest first
 * @throws DataError BAD_RANGE for a stretch that ends before it begins or meets the one before; BAD_TIMESTAMP
 * @example
 * const index = universe({ GE: [[null, '2018-06-26']], WBA: [['2018-06-26', '2024-02-26']], AMZN: [['2024-02-26', null]] });
 * index.at('2018-06-25') // => ['GE']
 * index.at('2018-06-26') // => ['WBA']
 */
export function universe(members: Readonly<Record<string, readonly Membership[]>>): Universe {
  const stretches = new Map<string, readonly (readonly [number, number])[]>();
  for (const [symbol, given] of Object.entries(members)) stretches.set(symbol, checkedStretches(symbol, given));
  const belongs = (symbol: string, time: number): boolean =>
    stretches.get(symbol)?.some(([from, to]) => time >= from && time < to) ?? false;
  const symbols = Object.freeze([...stretches.keys()]);
  return {
    symbols,
    at(time) {
      const moment = momentOf(time, 'at');
      return symbols.filter((symbol) => belongs(symbol, moment));
    },
    has: (symbol, time) => belongs(symbol, momentOf(time, symbol)),
  };
}

function checkedStretches(symbol: string, given: readonly Membership[]): (readonly [number, number])[] {
  let end = -Infinity;
  return given.map(([from, to], i) => {
    const [start, stop] = [
      from === null ? -Infinity : momentOf(from, symbol),
      to === null ? Infinity : momentOf(to, symbol),
    ];
    if (!(start < stop) || (i > 0 && start < end)) {
      const order = start < stop ? 'begins before the one before it ends' : 'does not end after it begins';
      const what = `membership ${i} of ${symbol}, from ${String(from)} to ${String(to)}, ${order}`;
      throw new DataError('BAD_RANGE', { what, where: symbol, fix: 'give stretches oldest first, without overlap' });
    }
    end = stop;
    return [start, stop] as const;
  });
}

function momentOf(time: UniverseTime, where: string): number {
  const moment =
    typeof time === 'number' ? time : /^\d{4}-\d{2}-\d{2}$/.test(time) ? Date.parse(`${time}T00:00Z`) : NaN;
  if (!Number.isNaN(moment)) return moment;
  const fix = 'give epoch ms, or a date such as 2020-03-23';
  throw new DataError('BAD_TIMESTAMP', { what: `${JSON.stringify(time)} is no moment`, where, fix });
}
