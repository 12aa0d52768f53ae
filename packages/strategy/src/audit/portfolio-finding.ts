import type { AuditFinding } from './finding.ts';

/** Something that changed when the future was cut off, or with other instruments beside. */
export interface PortfolioAuditFinding extends Omit<AuditFinding, 'kind'> {
  /** As of one instrument; `weight`: what a portfolio wanted of it. */
  readonly kind: AuditFinding['kind'] | 'weight';
  /** Whose it is; undefined where an error says of no instrument. */
  readonly symbol: string | undefined;
  /**
   * Index of the instrument's own bar; of a weight where it has none, of the last one before, -1 before the first. Of an
   * error without a symbol the moment.
   */
  readonly bar: number;
  /** Open of that bar, epoch ms; of a weight the moment, of an error the last moment of its prefix. */
  readonly time: number;
  /** Length of the prefix, in moments. */
  readonly cut: number;
  /** Whether it changed with two unrelated instruments beside: `prefix` is then what was said with them. */
  readonly beside: boolean;
}
