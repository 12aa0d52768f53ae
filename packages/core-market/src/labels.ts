/**
 * What a model is to learn, one value per bar: a type of its own, so that no feature pipeline takes it by mistake.
 * Labels look into the future by nature; `endBar` says how far, for purging.
 */
export interface Labels {
  readonly kind: 'labels';
  readonly name: string;
  /** NaN where the bar has no label. */
  readonly values: Float64Array;
  /** Last bar whose data the label used; NaN where there is none. */
  readonly endBar: Float64Array;
}
