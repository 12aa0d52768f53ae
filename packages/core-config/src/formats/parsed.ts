import type { ConfigIssue } from '../issue.ts';
import { isTree, type ConfigTree, type Path } from '../path.ts';
import type { Place } from '../place.ts';
import type { Positions } from './positions.ts';

/** A text that was read: its settings, where they stand, and what is wrong with its syntax. */
export interface ParsedText {
  readonly values: ConfigTree;
  readonly issues: readonly ConfigIssue[];
  readonly placeOf: (path: Path, part?: 'key' | 'value') => Place;
}

/** A syntax error at a letter. */
export function syntaxIssue(positions: Positions, offset: number, what: string): ConfigIssue {
  return { code: 'SYNTAX', path: '', what, place: positions.at(offset) };
}

/** What was read as a ParsedText; an empty file has no settings, a list at the root is refused. */
export function parsedText(values: unknown, positions: Positions, issues: readonly ConfigIssue[]): ParsedText {
  const placeOf = (path: Path, part?: 'key' | 'value'): Place => positions.placeOf(path, part);
  if (issues.length > 0) return { values: {}, issues, placeOf };
  if (values === null || values === undefined) return { values: {}, issues, placeOf };
  if (isTree(values)) return { values, issues, placeOf };
  const kind = Array.isArray(values) ? 'a list' : `a ${typeof values}`;
  const what = `the file holds ${kind}, not settings`;
  const fix = 'give names and values';
  return { values: {}, issues: [{ code: 'SYNTAX', path: '', what, place: positions.at(0), fix }], placeOf };
}
