/** Where a setting is written. */
export interface Place {
  /** For people: `tidemark.yaml:3:5`, `TIDEMARK_CACHE__TTL_MS`, `--capital`. */
  readonly text: string;
  readonly file?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/**
 * A place in a file.
 *
 * @example placeIn('a.toml', { line: 2, column: 7 }).text // => 'a.toml:2:7'
 */
export function placeIn(file: string, at?: { readonly line: number; readonly column: number }): Place {
  if (at === undefined) return { text: file, file };
  return { text: `${file}:${at.line}:${at.column}`, file, line: at.line, column: at.column };
}
