import { DataError } from '../../error.ts';
import { IGNORED, layoutOf, usualMeaning } from '../csv/layout.ts';
import type { JsonLineShape } from './json-line.ts';
import type { JsonLinesOptions } from './json-lines-options.ts';

/** Columns that may begin later than the first line. */
const LATE: readonly string[] = ['volume', 'adjclose'];

/**
 * Which value of a line goes into which column. The first line says what there is; a later one may bring further
 * names, of which each means a column, the same each time, or is ignored.
 */
export class JsonLineLayout implements JsonLineShape {
  /** Names of the targets: time, open, high, low, close, then what else is kept. */
  readonly names: string[];
  /** Names that are not kept, in the order in which they came. */
  readonly ignored: string[];
  readonly descends: ReadonlySet<string>;
  header: readonly string[] | undefined;
  readonly #targets = new Map<string, number>();
  readonly #options: JsonLinesOptions;

  /**
   * @param paths of the first line
   * @throws DataError MISSING_HEADER, MISSING_COLUMN, DUPLICATE_COLUMN
   */
  constructor(
    paths: readonly string[],
    options: JsonLinesOptions,
    { where, line, header }: { readonly where: string; readonly line: number; readonly header?: readonly string[] },
  ) {
    const { targets, names, ignored } = layoutOf(paths, options, { delimiter: 0, where, line });
    this.names = [...names];
    this.ignored = [...ignored];
    this.descends = descentsOf(options);
    this.header = header;
    this.#options = options;
    for (const [field, path] of paths.entries()) this.#targets.set(path, targets[field]);
  }

  /** The target of the volume; IGNORED where there is none yet. */
  get volume(): number {
    return this.names.indexOf('volume');
  }

  /**
   * The target of a value; IGNORED where it is not kept. A name that was not met before may bring a new target, the
   * last one of `names`.
   *
   * @throws DataError MISSING_VALUE where close times begin after rows that have none
   */
  targetOf(path: string): number {
    const known = this.#targets.get(path);
    if (known !== undefined) return known;
    const target = this.#meaning(path);
    this.#targets.set(path, target);
    if (target === IGNORED) this.ignored.push(path);
    return target;
  }

  #meaning(path: string): number {
    const name = usualMeaning(path);
    if (name === undefined || this.#options.columns?.[name] !== undefined) return IGNORED;
    const target = this.names.indexOf(name);
    if (target >= 0) return target;
    if (!LATE.includes(name)) {
      throw new DataError('MISSING_VALUE', {
        what: `${name} is here, and not in the lines before`,
        fix: 'give every line its close time, or none',
        column: name,
      });
    }
    return this.names.push(name) - 1;
  }
}

/** The objects and arrays to look into: those that an option names a member of. */
export function descentsOf({ columns = {}, extra = [] }: JsonLinesOptions): ReadonlySet<string> {
  const around = new Set<string>();
  for (const path of [...Object.values(columns), ...extra]) {
    const parts = (path ?? '').split('.');
    for (let n = 1; n < parts.length; n++) around.add(parts.slice(0, n).join('.'));
  }
  return around;
}
