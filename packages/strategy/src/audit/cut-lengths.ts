import { StrategyError } from '../error.ts';
import { chooseCuts } from './choose-cuts.ts';

/** What is cut, for the choice of lengths and for messages. */
export interface CutWhole {
  readonly name: string;
  /** In units. */
  readonly length: number;
  /** In units. */
  readonly warmup: number;
  readonly unit: 'bars' | 'moments';
  /** Units on which something happened, ascending. */
  readonly happened: readonly number[];
}

/**
 * Lengths of the prefixes of an audit: those that are asked for, or so many well-chosen ones.
 *
 * @param wanted how many, or which
 * @returns ascending, each once
 * @throws StrategyError INVALID_CUTS; AUDIT_TOO_SHORT where nothing is left after the warm-up
 * @example cutLengths({ name: 'x', length: 10, warmup: 3, unit: 'bars', happened: [] }, [8, 5]) // => [5, 8]
 */
export function cutLengths(
  { name, length, warmup, unit, happened }: CutWhole,
  wanted: number | readonly number[],
): readonly number[] {
  const where = `audit of ${name}`;
  if (typeof wanted !== 'number') {
    const bad = wanted.find((cut) => !(Number.isInteger(cut) && cut > 0 && cut < length));
    if (bad === undefined && wanted.length > 0) return [...new Set(wanted)].toSorted((a, b) => a - b);
    const what = bad === undefined ? 'no cut is given' : `a cut is ${bad}`;
    throw new StrategyError('INVALID_CUTS', { what, where, fix: `give lengths from 1 to ${length - 1} ${unit}` });
  }
  if (!(Number.isInteger(wanted) && wanted > 0)) {
    throw new StrategyError('INVALID_CUTS', { what: `cuts is ${wanted}`, where, fix: 'give a whole number above 0' });
  }
  if (warmup + 1 < length) return chooseCuts(warmup + 1, length - 1, wanted, happened);
  const what = `the warm-up of ${warmup} ${unit} leaves nothing to cut of ${length} ${unit}`;
  throw new StrategyError('AUDIT_TOO_SHORT', { what, where, fix: `audit on ${warmup + 2} ${unit} or more` });
}
