/** How many votes a side needs. */
export type VotingRule = 'majority' | 'unanimous' | 'ranked' | { readonly quorum: number };

/**
 * The side that a vote elects.
 *
 * @param votes stance of each member, in order of trust, shape [members]; NaN abstains
 * @returns 1 long, -1 short, 0 flat; NaN where no side carries
 * @example
 * electedSide(Float64Array.of(1, 1, 0), 'majority') // => 1
 * electedSide(Float64Array.of(1, -1, NaN), 'majority') // => NaN
 * electedSide(Float64Array.of(-1, 1, 1, 1), 'ranked') // => 1
 */
export function electedSide(votes: Float64Array, rule: VotingRule): number {
  let cast = 0;
  for (let k = 0; k < votes.length; k++) if (votes[k] === votes[k]) cast++;
  if (cast === 0) return NaN;
  const ranked = rule === 'ranked';
  let [short, flat, long] = [0, 0, 0];
  let first = NaN; // the side of the most trusted member among the leading ones
  for (let k = 0, left = cast; k < votes.length; k++) {
    const vote = votes[k];
    if (vote !== vote) continue;
    const points = ranked ? left-- : 1;
    if (vote > 0) long += points;
    else if (vote < 0) short += points;
    else flat += points;
  }
  const most = Math.max(short, flat, long);
  const leaders = (short === most ? 1 : 0) + (flat === most ? 1 : 0) + (long === most ? 1 : 0);
  for (let k = 0; k < votes.length && first !== first; k++) {
    const side = Math.sign(votes[k]);
    if ((side > 0 ? long : side < 0 ? short : side === 0 ? flat : -1) === most) first = side === 0 ? 0 : side;
  }
  if (ranked) return first;
  if (leaders > 1) return NaN;
  const needed = rule === 'majority' ? cast / 2 + 0.5 : rule === 'unanimous' ? cast : rule.quorum;
  return most >= needed ? first : NaN;
}
