/** Length of the longest run of indices below `length` for which `holds`. */
export function longestRun(length: number, holds: (i: number) => boolean): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < length; i++) {
    run = holds(i) ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
