import type { FoundPlace, PrefixAudit } from './prefix-audit.ts';

/** What a verdict is about. */
export interface Judged {
  readonly name: string;
  readonly differsBy?: PrefixAudit<never, never>['differsBy'];
  readonly findings: readonly FoundPlace[];
  /** `24 prefixes of 500 bars`. */
  readonly compared: string;
  /** How many findings to name; default all. */
  readonly most?: number | undefined;
}

/**
 * One sentence for people.
 *
 * @example
 * verdict({ name: 'x', findings: [], compared: '2 prefixes of 9 bars' })
 * // => 'x does not look ahead: 2 prefixes of 9 bars agree'
 */
export function verdict({ name, differsBy, findings, compared, most = Infinity }: Judged): string {
  const [first] = findings;
  if (first === undefined) return `${name} does not look ahead: ${compared} agree`;
  const places = placesText(findings, most);
  if (differsBy === 'chance') return `${name} is not deterministic: two runs over the same bars differ in ${places}`;
  if (differsBy === 'chunks') return `${name} is not deterministic: asked in chunks it differs in ${places}`;
  if (first.kind === 'view') return `${name} holds a bar view: ${String(first.full)}`;
  return `${name} looks ahead: ${places} changed when the bars after it were cut off`;
}

/** Where it was, in words: `column z of B at bar 12, signal at bar 30`. */
export function placesText(findings: readonly FoundPlace[], most: number): string {
  const named = findings.slice(0, most).map(({ kind, name, bar, symbol }) => {
    const whose = symbol === undefined ? '' : ` of ${symbol}`;
    return `${kind === 'column' ? 'column ' : ''}${name}${whose} at bar ${bar}`;
  });
  const more = findings.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
