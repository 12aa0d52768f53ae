/** What a region's things are called in Redis. The braces keep a region on one node of a cluster. */
export interface RedisKeys {
  /** What the names of all entries begin with. */
  readonly entries: string;
  readonly entry: (key: string) => string;
  /** Who computes a key: a token, for as long as the lease lasts. */
  readonly lock: (key: string) => string;
  /** Writes with a lower fencing number than this are refused: of one key, and of all. */
  readonly fence: (key: string) => string;
  readonly fenceOfAll: string;
  /** Where fencing numbers come from. */
  readonly counter: string;
  /** Changes when a tag is invalidated. */
  readonly tag: (tag: string) => string;
}

export function redisKeys(prefix: string, region: string): RedisKeys {
  const base = `${prefix}{${region}}:`;
  return {
    entries: `${base}e:`,
    entry: (key) => `${base}e:${key}`,
    lock: (key) => `${base}l:${key}`,
    fence: (key) => `${base}f:${key}`,
    fenceOfAll: `${base}f`,
    counter: `${base}n`,
    tag: (tag) => `${base}t:${tag}`,
  };
}

/** A text for SCAN's MATCH that stands for itself. */
export function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}
