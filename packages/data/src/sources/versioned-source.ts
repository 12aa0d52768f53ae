import type { DataSource } from '@tidemark/core-market';

/** A source that can say, without reading its bars, whether they are still the same. */
export interface VersionedSource extends DataSource {
  /**
   * A text that stands for what the answers depend on: the source's options, and the state of what it reads. Equal
   * texts mean equal answers. Undefined where nothing can be told at the moment: then no answer may be kept.
   */
  version?(): Promise<string | undefined>;
}
