import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nearestName } from '@tidemark/core-errors';
import { AccuracyError } from './error.ts';

/** What the command line asks for; folders are absolute. */
export interface AccuracyArgs {
  /** The areas to compare: those named, or all. */
  readonly areas: readonly string[];
  readonly goldens: string;
  readonly data: string;
  readonly json: boolean;
}

const USAGE = 'npm run accuracy -- [area...] [--goldens DIR] [--data DIR] [--json]';

/**
 * Reads the command line.
 *
 * @param argv what follows the program's name
 * @param known the areas that exist
 * @param repository folder that holds the default `goldens/`
 * @throws AccuracyError UNKNOWN_AREA, BAD_USAGE
 */
export function accuracyArgs(argv: readonly string[], known: readonly string[], repository: string): AccuracyArgs {
  const { values, positionals } = parse(argv);
  for (const area of positionals) if (!known.includes(area)) throw unknownArea(area, known);
  return {
    areas: positionals.length > 0 ? [...new Set(positionals)] : known,
    goldens: resolve(values.goldens ?? `${repository}/goldens`),
    data: resolve(values.data ?? `${repository}/goldens/data-files`),
    json: values.json ?? false,
  };
}

function parse(argv: readonly string[]): {
  values: { goldens?: string; data?: string; json?: boolean };
  positionals: string[];
} {
  const options = { goldens: { type: 'string' }, data: { type: 'string' }, json: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (cause) {
    throw new AccuracyError('BAD_USAGE', { what: (cause as Error).message.split('. ', 1)[0]!, fix: USAGE, cause });
  }
}

function unknownArea(area: string, known: readonly string[]): AccuracyError {
  const near = nearestName(area, known);
  const fix = near === undefined ? `the areas are ${known.join(', ')}` : `did you mean ${near}?`;
  return new AccuracyError('UNKNOWN_AREA', { what: `there is no area ${JSON.stringify(area)}`, fix });
}
