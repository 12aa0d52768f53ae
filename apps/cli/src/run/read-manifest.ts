import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RunManifest } from '@tidemark/core-market';
import { z } from 'zod';
import { usageError } from '../error.ts';

/** What a rerun reads of a manifest; the rest is compared as it is. */
const manifestSchema = z.looseObject({
  profile: z.string(),
  settings: z.record(z.string(), z.unknown()),
  strategy: z.looseObject({ name: z.string(), params: z.unknown(), codeHash: z.string() }),
  data: z.array(z.looseObject({ symbol: z.string(), fingerprint: z.string() })),
  seed: z.number().nullable(),
  orderHash: z.string(),
  fillHash: z.string(),
});

/**
 * The manifest in a file: the file itself, or the result of a backtest that has one.
 *
 * @param path from `cwd`
 * @throws CliError MANIFEST_UNREADABLE, exit code 2
 */
export async function readManifest(path: string, cwd: string): Promise<RunManifest> {
  let given: unknown;
  try {
    given = JSON.parse(await readFile(resolve(cwd, path), 'utf8'));
  } catch (cause) {
    throw unreadable(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const held = typeof given === 'object' && given !== null && 'manifest' in given ? given.manifest : given;
  const { success, error } = manifestSchema.safeParse(held);
  if (!success) {
    const [issue] = error.issues;
    throw unreadable(path, `${issue!.path.join('.') || 'it'}: ${issue!.message}`, error);
  }
  return held as RunManifest;
}

function unreadable(path: string, what: string, cause: unknown): Error {
  const fix = 'give the result.json that tidemark backtest wrote';
  return usageError('MANIFEST_UNREADABLE', { what, where: path, fix, cause });
}
