import type { Layer } from './layer.ts';
import { isTree, setKey, valueAt, type ConfigTree, type Path } from './path.ts';
import type { Place } from './place.ts';

/** A value, and the layer that gave it. */
export interface Given {
  readonly layer: Layer;
  readonly value: unknown;
}

/** Layers laid over one another, and who gave what. */
export interface Merged {
  readonly tree: ConfigTree;
  /** Everything that was given for a setting, the weakest first: the last holds. */
  given(path: Path): readonly Given[];
  /** The settings that were given, in their order. */
  readonly paths: readonly Path[];
  /** Where a setting is written, or what is above it where it is missing. */
  placeOf(path: Path, part?: 'key' | 'value'): Place | undefined;
}

type Target = Record<string, unknown>;

/**
 * Lays layers over one another. Sections are merged key by key; lists and all else replace what was there.
 *
 * @param layers the weakest first
 */
export function mergeLayers(layers: readonly Layer[]): Merged {
  const tree: Target = {};
  const given = new Map<string, { readonly path: Path; readonly by: Given[] }>();

  const give = (path: Path, value: unknown, layer: Layer): void => {
    const key = JSON.stringify(path);
    const entry = given.get(key) ?? { path, by: [] };
    given.set(key, entry);
    entry.by.push({ layer, value });
  };
  const forget = (path: Path): void => {
    const start = `${JSON.stringify(path).slice(0, -1)},`;
    for (const key of given.keys()) if (key.startsWith(start)) given.delete(key);
  };
  const lay = (target: Target, source: ConfigTree, above: Path, layer: Layer): void => {
    for (const [key, value] of Object.entries(source)) {
      if (value === undefined) continue;
      const path = [...above, key];
      const before = Object.hasOwn(target, key) ? target[key] : undefined;
      if (isTree(value) && Object.keys(value).length > 0) {
        if (!isTree(before)) setKey(target, key, {});
        lay(target[key] as Target, value, path, layer);
      } else if (!isTree(value) || !isTree(before)) {
        // An empty section takes nothing away from one that is not.
        forget(path);
        setKey(target, key, isTree(value) ? {} : value);
        give(path, value, layer);
      }
    }
  };
  for (const layer of layers) lay(tree, layer.values, [], layer);

  return {
    tree,
    paths: [...given.values()].map(({ path }) => path),
    given: (path) => given.get(JSON.stringify(path))?.by ?? [],
    placeOf: (path, part) => {
      for (let length = path.length; length > 0; length--) {
        const winner = given.get(JSON.stringify(path.slice(0, length)))?.by.at(-1);
        if (winner !== undefined) return winner.layer.placeOf(path, part);
      }
      for (let length = path.length; length >= 0; length--) {
        const part_ = path.slice(0, length);
        const layer = layers.findLast(({ values }) => valueAt(values, part_) !== undefined);
        const place = layer?.placeOf(part_, length === path.length ? part : 'key');
        if (place !== undefined) return place;
      }
      return undefined;
    },
  };
}
