import { resolve } from 'node:path';
import { isTidemarkError } from '@tidemark/core-errors';
import { clearDiskCache, inspectDiskCache } from '@tidemark/core-cache/node';
import { EXIT, usageError } from '../error.ts';
import { configurationOf, type ConfigurationFlags } from '../options/configuration.ts';
import { tableLines } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Which cache, and what of it. */
export interface CacheFlags extends ConfigurationFlags {
  /** Left out: `cache.disk.folder` of the configuration. */
  readonly folder?: string | undefined;
  readonly region?: string | undefined;
  readonly expired?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `tidemark cache stats`: the regions of a disk cache, their entries and bytes. */
export async function cacheStatsCommand(flags: CacheFlags, terminal: Terminal): Promise<number> {
  const folder = await folderOf(flags, terminal);
  const regions = inspected(() => inspectDiskCache(folder));
  const { out } = terminal;
  if (flags.json === true) {
    out.write(`${JSON.stringify(regions, undefined, 2)}\n`);
    return EXIT.ok;
  }
  const count = (number: number): string => number.toLocaleString('en');
  const rows = regions.map(({ region, entries, expired, bytes, locks }) => {
    return [region, count(entries), count(expired), count(bytes), count(locks)];
  });
  const head = ['region', 'entries', 'expired', 'bytes', 'under way'];
  const lines = rows.length === 0 ? ['  no regions'] : tableLines({ head, rows }, out.style);
  out.write(`${out.style.bold('Cache')} ${folder}\n${lines.join('\n')}\n`);
  return EXIT.ok;
}

/** `tidemark cache clear`: removes the entries of a disk cache, or of one region, or what has expired. */
export async function cacheClearCommand(flags: CacheFlags, terminal: Terminal): Promise<number> {
  const folder = await folderOf(flags, terminal);
  const { region, expired } = flags;
  const { entries, bytes } = inspected(() => clearDiskCache(folder, { region, expired }));
  const removed =
    flags.json === true ? JSON.stringify({ entries, bytes }) : `removed ${entries} entries, ${bytes} bytes`;
  terminal.out.write(`${removed}\n`);
  return EXIT.ok;
}

async function folderOf(flags: CacheFlags, terminal: Terminal): Promise<string> {
  if (flags.folder !== undefined) return resolve(terminal.cwd, flags.folder);
  const configuration = await configurationOf(flags, terminal);
  const folder = configuration.value.cache.disk?.folder;
  if (folder !== undefined) return resolve(terminal.cwd, folder);
  const fix = 'give --folder, or cache.disk.folder in tidemark.config.yaml';
  throw usageError('NO_CACHE_FOLDER', { what: 'no folder of a cache is named', fix });
}

/** A folder or a region that is not there is bad usage. */
function inspected<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (!isTidemarkError(cause)) throw cause;
    throw usageError(cause.code, { what: cause.what, where: cause.where, fix: cause.fix, cause });
  }
}
