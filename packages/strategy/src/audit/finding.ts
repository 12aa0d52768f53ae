/** Something that changed when the future was cut off, at the first bar where it did. */
export interface AuditFinding {
  /** `view`: the class read a bar view after its bar. `error`: it failed on a prefix, and not on the whole. */
  readonly kind: 'column' | 'signal' | 'order' | 'view' | 'error';
  /** The column's name, `signal`, `order 3`, or an error's code. */
  readonly name: string;
  readonly bar: number;
  /** The bar's open, epoch ms. */
  readonly time: number;
  /** What the run over all bars said. */
  readonly full: unknown;
  /** What the run that ended at `cut` said. */
  readonly prefix: unknown;
  /** Length of the prefix, in bars. */
  readonly cut: number;
}
