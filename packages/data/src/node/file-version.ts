import { stat } from 'node:fs/promises';

/** Clocks of file systems tick this coarsely: two writes within one tick cannot be told apart by their times. */
const TICK_MS = 50;

/**
 * What tells one state of a file from another without reading it: where it lies, its size, and when it was last
 * written and changed, to the nanosecond.
 *
 * @returns undefined where there is no such file, or where it was written so lately that a second write might not show
 */
export async function fileVersion(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (found === undefined) return undefined;
  const { dev, ino, size, mtimeNs, ctimeNs } = found;
  const latest = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n);
  return Date.now() - latest < TICK_MS ? undefined : [dev, ino, size, mtimeNs, ctimeNs].join('-');
}
