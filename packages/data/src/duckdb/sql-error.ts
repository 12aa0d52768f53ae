import { isTidemarkError } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import { missingFile } from './missing-file.ts';

/** What DuckDB says of Parquet files that were cut off or overwritten; these come from many places in it. */
const DAMAGED =
  /^Invalid Error: |Failed to read (?:Parquet )?file|Could not read enough bytes|magic bytes|too small to be a Parquet|Incorrect stats|corrupt/i;

/** What DuckDB says, without the excerpt of the SQL that it points into. */
function messageOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  const said = text.split(/\n+LINE \d+:/)[0] ?? text;
  return said
    .trim()
    .replace(/^Failed to extract statements: /, '')
    .replace(/\s*\n\s*/g, ' ');
}

/**
 * An error of DuckDB as one with a code: FILE_MISSING, FILE_REFUSED, FILE_DAMAGED, OUT_OF_MEMORY, else SQL_FAILED with
 * what DuckDB says. An error that has a code already is given back.
 */
export async function sqlError(cause: unknown, where: string): Promise<Error> {
  if (isTidemarkError(cause)) return cause;
  const said = messageOf(cause);
  // A file that may be read and is not there is looked for as a folder.
  const absent = firstGroup(/No files found that match the pattern "(.*)"|"(.*)\/\*\*\/\*\.\w+"/, said);
  if (absent !== undefined) return missingFile(absent, cause);
  const refused = firstGroup(
    /^Permission Error: Cannot access \w+ "(.*?)"|^Missing Extension Error: File (\w+:\S+)/,
    said,
  );
  if (refused !== undefined) {
    const remote = /^\w+:\/\//.test(refused);
    const what = remote ? 'this is not on the disk, and nothing is read over the network' : 'the SQL does not name it';
    const fix = remote
      ? 'fetch it first, then name the file'
      : 'write its path in the SQL, or give it in { files: […] }';
    return new DataError('FILE_REFUSED', { what: `${refused} may not be read: ${what}`, where, fix, cause });
  }
  if (DAMAGED.test(said)) {
    const fix = 'write the file anew: it was cut off, or is no Parquet';
    return new DataError('FILE_DAMAGED', { what: `this cannot be read as Parquet: ${said}`, where, fix, cause });
  }
  if (said.startsWith('Out of Memory')) {
    return new DataError('OUT_OF_MEMORY', { what: said, where, fix: 'ask for less, or raise { memoryLimit }', cause });
  }
  return new DataError('SQL_FAILED', { what: said, where, fix: fixFor(said), cause });
}

function fixFor(said: string): string {
  if (said.startsWith('Parser')) return 'correct the SQL: one SELECT in the dialect of DuckDB';
  if (said.startsWith('Conversion')) return 'cast or clean the values in SQL: try_cast(price as double)';
  return 'correct the SQL or the file that it reads';
}

function firstGroup(pattern: RegExp, text: string): string | undefined {
  return pattern
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined);
}
