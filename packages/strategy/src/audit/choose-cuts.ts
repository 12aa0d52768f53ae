/**
 * Where to end the prefixes: right after the warm-up, evenly over the rest, and right after bars on which something
 * happened, because a strategy that peeks only on rare bars shows itself on those.
 *
 * @param first shortest prefix that can answer, in bars
 * @param last longest prefix, in bars
 * @param count how many to choose at most
 * @param happened bars on which the signal changed or an order was made, ascending
 * @returns lengths of prefixes, in bars, ascending, each once
 */
export function chooseCuts(first: number, last: number, count: number, happened: readonly number[]): number[] {
  const cuts = new Set<number>();
  const even = Math.ceil(count / 2);
  for (let k = 0; k < even; k++) cuts.add(first + Math.round(((last - first) * k) / Math.max(1, even - 1)));
  const after = happened.map((bar) => bar + 1).filter((cut) => cut >= first && cut <= last && !cuts.has(cut));
  const wanted = Math.min(after.length, count - cuts.size);
  for (let k = 0; k < wanted; k++) cuts.add(after[Math.floor((k * after.length) / wanted)]);
  return [...cuts].toSorted((a, b) => a - b);
}
