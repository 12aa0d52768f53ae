import type { CatalogueParameter } from './entry.ts';

/** A number of bars. */
export function bars(
  name: string,
  usual: number,
  search: readonly [from: number, to: number] = [2, 100],
  min: number = 1,
): CatalogueParameter {
  return { name, kind: 'integer', default: usual, min, max: 1e8, search };
}

/** Any number within bounds: a multiplier, a smoothing factor. */
export function number(
  name: string,
  usual: number,
  [min, max]: readonly [min: number, max: number],
  search: readonly [from: number, to: number],
): CatalogueParameter {
  return { name, kind: 'number', default: usual, min, max, search };
}
