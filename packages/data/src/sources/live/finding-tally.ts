import type { DataFinding } from '@tidemark/core-market';

/** Findings of a feed that runs for months: one line for each kind, with how often it came and where it came first. */
export class FindingTally {
  readonly #byKind = new Map<string, DataFinding>();
  readonly #onFinding: ((finding: DataFinding) => void) | undefined;

  /** @param onFinding called with each single one */
  constructor(onFinding: ((finding: DataFinding) => void) | undefined) {
    this.#onFinding = onFinding;
  }

  /** @param subject what it is about, where there are several: a symbol */
  add(finding: DataFinding, subject = ''): void {
    const kind = `${finding.code} ${subject}`;
    const first = this.#byKind.get(kind);
    this.#byKind.set(kind, first === undefined ? finding : { ...first, count: first.count + finding.count });
    this.#onFinding?.(finding);
  }

  /** Plain data, in the order in which each kind was first met. */
  get findings(): readonly DataFinding[] {
    return [...this.#byKind.values()];
  }
}
