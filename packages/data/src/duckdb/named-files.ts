import { isGlob } from './missing-file.ts';

/** What a text of SQL may read: whole paths, and for patterns the folders that they begin with. */
export interface NamedFiles {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Comments are skipped; what is quoted once or twice is a text or a name. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'((?:[^']|'')*)'|"((?:[^"]|"")*)"/g;

/**
 * The files that an SQL text names in quotes, as in `from 'bars.parquet'` and `read_csv('*.csv')`. What comes in by
 * parameters is not among them: it may come from anywhere.
 *
 * @example namedFiles("select * from 'es.parquet' join 'x/*.csv' using (time)") // => { files: ['es.parquet'], folders: ['x'] }
 */
export function namedFiles(sql: string): NamedFiles {
  const paths: string[] = [];
  for (const [, text, name] of sql.matchAll(TOKEN)) {
    const path = text?.replaceAll("''", "'") ?? name?.replaceAll('""', '"');
    if (path !== undefined && names(path)) paths.push(path);
  }
  return sorted(paths);
}

/**
 * A text may also be a separator or a regular expression: '/' opens no folder, and a pattern is one only where it ends
 * like the name of a file.
 */
function names(text: string): boolean {
  if (isGlob(text)) return /\.(?:parquet|parq|pq|csv|tsv|txt|json|jsonl|ndjson)(?:\.(?:gz|zst))?$/i.test(text);
  return /[^./\\]/.test(text) && /[./\\]/.test(text) && !/[/\\]$/.test(text);
}

/** Paths as files or, where they are patterns, as the folders that their fixed part names. */
export function sorted(paths: readonly string[]): NamedFiles {
  const files: string[] = [];
  const folders: string[] = [];
  for (const path of paths) {
    if (isGlob(path)) folders.push(fixedFolder(path));
    // A folder is named by a slash at its end.
    else if (/[\\/]$/.test(path)) folders.push(path);
    else files.push(path);
  }
  return { files, folders };
}

function fixedFolder(pattern: string): string {
  const fixed = pattern.slice(0, pattern.search(/[*?[]/));
  const end = Math.max(fixed.lastIndexOf('/'), fixed.lastIndexOf('\\'));
  if (end < 0) return '.';
  return end === 0 ? '/' : fixed.slice(0, end);
}
