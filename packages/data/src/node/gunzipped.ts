import { createGunzip, type Gunzip } from 'node:zlib';
import { DataError } from '../error.ts';
import type { TextPieces } from '../sources/csv/read-pieces.ts';

/** What zlib hands out at a time. */
const CHUNK_BYTES = 1 << 18;

/** Whether bytes begin a gzip file: by its magic bytes, not by a name. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * The pieces of a text, decompressed on their way where the first bytes say that it is gzip; else as they came. Files of
 * several members are one text. Zeros after the last member, which tapes leave, are padding.
 *
 * @param origin names the text in messages
 * @throws DataError GZIP_TRUNCATED where it ends in the middle, GZIP_CORRUPT where it contradicts itself or something
 *   else follows it: never a text that is shorter than it was
 * @example
 * const { close } = await parseCsvStream(gunzipped(process.stdin));
 */
export async function* gunzipped(
  pieces: TextPieces,
  { origin = 'gzip' }: { readonly origin?: string | undefined } = {},
): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  const source = iterated(pieces);
  try {
    for (;;) {
      const { done, value } = await source.next();
      if (done === true) break;
      if (head === undefined) {
        yield value;
        continue;
      }
      const first: Uint8Array = head.length === 0 ? value : Buffer.concat([head, value]);
      if (first.length < 2) {
        head = first.slice();
        continue;
      }
      head = undefined;
      if (isGzip(first)) yield* inflated(first, source, origin);
      else yield first;
    }
  } finally {
    await source.return(undefined);
  }
  if (head !== undefined && head.length > 0) yield head;
}

async function* iterated(pieces: TextPieces): AsyncGenerator<Uint8Array, undefined> {
  yield* pieces;
  return undefined;
}

async function* inflated(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
  origin: string,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  let fault: unknown;
  const feeding = feed(gunzip, first, rest, origin).catch((error: unknown) => {
    fault = error;
    gunzip.destroy();
  });
  try {
    for await (const piece of gunzip) yield piece as Uint8Array;
    await feeding;
  } catch (cause) {
    throw fault ?? asDataError(cause, origin);
  } finally {
    gunzip.destroy();
    await feeding;
  }
  if (fault !== undefined) throw fault;
}

/**
 * Writes one piece after the other, each when the one before is used up: it may lie in the same memory. What comes after
 * the last member is looked through.
 */
async function feed(gunzip: Gunzip, first: Uint8Array, rest: AsyncIterable<Uint8Array>, origin: string): Promise<void> {
  const closed = new Promise((resolve) => {
    gunzip.once('close', resolve);
  });
  let written = 0;
  let ended = false;
  /** @returns false where nobody reads on */
  const write = async (piece: Uint8Array): Promise<boolean> => {
    let left = piece;
    if (!ended) {
      await Promise.race([closed, new Promise((resolve) => gunzip.write(piece, resolve))]);
      written += piece.length;
      ended = gunzip.bytesWritten < written;
      if (gunzip.destroyed && !gunzip.readableEnded) return false;
      // What zlib leaves behind the last member begins with a zero: padding, or what only looks like it.
      left = piece.subarray(piece.length - (written - gunzip.bytesWritten));
    }
    if (left.some((byte) => byte !== 0)) throw corrupt(origin, 'something else follows it after some zeros');
    return true;
  };
  if (!(await write(first))) return;
  for await (const piece of rest) if (!(await write(piece))) return;
  if (!ended) gunzip.end();
}

function corrupt(where: string, why: string, cause?: unknown): DataError {
  const fix = 'get it again: it was damaged on its way';
  return new DataError('GZIP_CORRUPT', { what: `the gzip data is damaged: ${why}`, where, fix, cause });
}

function asDataError(cause: unknown, where: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'Z_BUF_ERROR') {
    const fix = 'get it again: it was cut short on its way';
    return new DataError('GZIP_TRUNCATED', { what: 'the gzip data breaks off', where, fix, cause });
  }
  if (typeof code === 'string' && code.startsWith('Z_')) return corrupt(where, String((cause as Error).message), cause);
  return cause;
}
