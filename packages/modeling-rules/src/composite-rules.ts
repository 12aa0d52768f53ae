import type { ListRule, NotRule, Rule, SequenceRule, Vote, VoteRule } from './rule.ts';

/**
 * Every one of the rules.
 *
 * @example compile(all(below('rsi', 30), above('close', 9))).over({ rsi: Float64Array.of(29, 29), close: Float64Array.of(9, 10) }).mask // => [0, 1]
 */
export function all<C extends string>(...rules: readonly Rule<C>[]): ListRule<C> {
  return { kind: 'all', rules };
}

/**
 * One of the rules at least. It holds where one is known to hold, whatever is not known of the others.
 *
 * @example compile(any(below('rsi', 30), above('close', 9))).over({ rsi: Float64Array.of(29, NaN), close: Float64Array.of(9, 10) }).mask // => [1, 1]
 */
export function any<C extends string>(...rules: readonly Rule<C>[]): ListRule<C> {
  return { kind: 'any', rules };
}

/**
 * A rule that is known not to hold. Where it is not known whether it holds, its opposite does not hold either: a missing
 * number opens no position, however the rule is put.
 *
 * @example compile(not(below('rsi', 30))).over({ rsi: Float64Array.of(NaN, 29, 30) }).mask // => [0, 0, 1]
 */
export function not<C extends string>(rule: Rule<C>): NotRule<C> {
  return { kind: 'not', rule };
}

/**
 * One rule after the other, each on a later bar than the one before, the last on this bar, and from the first to the last
 * at most `bars` bars.
 *
 * @param bars integer ≥ 1
 * @example compile(sequence([below('rsi', 30), above('rsi', 50)], 2)).over({ rsi: Float64Array.of(29, 40, 51, 52) }).mask // => [0, 0, 1, 0]
 */
export function sequence<C extends string>(rules: readonly Rule<C>[], bars: number): SequenceRule<C> {
  return { kind: 'sequence', rules, bars };
}

/**
 * A weighted vote: holds where the rules that hold have at least `threshold` of the total weight. A rule of which it is
 * not known whether it holds has weight and no voice.
 *
 * @param votes weights above 0
 * @param threshold fraction of the total weight, above 0 and at most 1
 * @example
 * const two = vote([{ rule: below('rsi', 30), weight: 2 }, { rule: above('close', 9), weight: 1 }], 0.6);
 * compile(two).over({ rsi: Float64Array.of(29, 40), close: Float64Array.of(9, 10) }).mask // => [1, 0]
 */
export function vote<C extends string>(votes: readonly Vote<C>[], threshold: number): VoteRule<C> {
  return { kind: 'vote', votes, threshold };
}
