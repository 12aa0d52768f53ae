import type { Path, ConfigTree } from './path.ts';
import type { Place } from './place.ts';

/** From the weakest to the strongest. */
export const LAYERS = ['defaults', 'file', 'profile', 'environment', 'command line', 'code'] as const;

/** Which kind of layer a value comes from. */
export type LayerKind = (typeof LAYERS)[number];

/** Settings from one source. */
export interface Layer {
  readonly kind: LayerKind;
  readonly values: ConfigTree;
  /** Where a setting, or its key, is written; the nearest thing above it where it is not itself there. */
  readonly placeOf: (path: Path, part?: 'key' | 'value') => Place | undefined;
  /** Left as they are: texts from the environment are no place for references. */
  readonly isLiteral?: boolean | undefined;
  /** What `${file:…}` is relative to. */
  readonly folder?: string | undefined;
}
