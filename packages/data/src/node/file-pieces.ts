import { open, readdir, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import type { OpenText } from '../sources/csv/text-source.ts';
import { gunzipped, isGzip } from './gunzipped.ts';

/** Read at a time: large enough to keep the disk busy, small enough not to be noticed beside the columns. */
const PIECE_BYTES = 1 << 20;

/** The same of what is compressed, so that the text so far and the bytes so far belong together. */
const COMPRESSED_BYTES = 1 << 16;

/** Bars are not compressed to less than a part of this. */
const LIKELY_RATIO = 20;

/** A file that is being read, and how far. */
interface Progress {
  /** Bytes of the file; 0 where it is a pipe. */
  size: number;
  read: number;
  /** Bytes of text that came out of them. */
  text: number;
  gzip: boolean;
  /** What a gzip file says of the length of its last member's text. */
  lastMember: number;
}

/**
 * A file as the pieces of its text, decompressed on their way where its first bytes say that it is gzip. Each piece is
 * good until the next one is asked for.
 *
 * @throws DataError FILE_MISSING, FILE_UNREADABLE, GZIP_TRUNCATED, GZIP_CORRUPT, all once pieces are asked for
 */
export function filePieces(path: string): OpenText {
  const so: Progress = { size: 0, read: 0, text: 0, gzip: false, lastMember: 0 };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const file = await opened(path);
    try {
      for await (const piece of gunzipped(rawPieces(file, path, so), { origin: path })) {
        so.text += piece.length;
        yield piece;
      }
    } finally {
      await file.close();
    }
  }
  return { pieces: pieces(), size: () => textSize(so) };
}

/** How long the whole text will be: of a gzip file as it says, unless the ratio so far tells of further members. */
function textSize({ size, read, text, gzip, lastMember }: Progress): number {
  if (!gzip) return size;
  const byRatio = (text / read) * size;
  return byRatio < lastMember * 2 ? lastMember : byRatio;
}

async function* rawPieces(file: FileHandle, path: string, so: Progress): AsyncGenerator<Uint8Array> {
  so.size = (await file.stat()).size;
  const piece = new Uint8Array(so.size === 0 ? 1 << 16 : Math.min(PIECE_BYTES, so.size + 1));
  for (;;) {
    const filled = await fill(file, piece, path);
    if (so.read === 0 && isGzip(filled)) {
      so.gzip = true;
      so.lastMember = await lastFourBytes(file, so.size);
    }
    const part = so.gzip ? COMPRESSED_BYTES : piece.length;
    for (let p = 0; p < filled.length; p += part) {
      const handed = filled.subarray(p, p + part);
      so.read += handed.length;
      yield handed;
    }
    if (filled.length < piece.length) return;
  }
}

/** Fills the room as far as the file goes; answers what was filled. */
async function fill(file: FileHandle, room: Uint8Array, path: string): Promise<Uint8Array> {
  let filled = 0;
  while (filled < room.length) {
    const { bytesRead } = await file.read(room, filled, room.length - filled).catch((cause: unknown) => {
      throw unreadable(path, cause);
    });
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return room.subarray(0, filled);
}

async function lastFourBytes(file: FileHandle, size: number): Promise<number> {
  if (size < 18) return 0; // a pipe, or no whole member
  const tail = new DataView(new ArrayBuffer(4));
  await file.read(tail, 0, 4, size - 4);
  const length = tail.getUint32(0, true);
  return length > size * LIKELY_RATIO ? 0 : length; // of a file that breaks off these are any four bytes
}

async function opened(path: string): Promise<FileHandle> {
  return open(path, 'r').catch(async (cause: unknown) => {
    throw isMissing(cause) ? await missing(path, cause) : unreadable(path, cause);
  });
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}

function isMissing(cause: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(String(codeOf(cause)));
}

async function missing(path: string, cause: unknown): Promise<DataError> {
  const folder = dirname(path);
  const neighbours = await readdir(folder).catch(() => undefined);
  const meant = nearestName(basename(path), neighbours ?? []);
  const check = neighbours === undefined ? `check the path: there is no folder ${folder} either` : 'check the path';
  const fix = meant === undefined ? check : `did you mean ${meant}?`;
  return new DataError('FILE_MISSING', { what: 'there is no such file', where: path, fix, cause });
}

function unreadable(path: string, cause: unknown): DataError {
  const code = codeOf(cause);
  const what = code === 'EISDIR' ? 'this is a folder, not a file' : `the file cannot be read: ${String(code ?? cause)}`;
  return new DataError('FILE_UNREADABLE', { what, where: path, fix: 'name a file that you may read', cause });
}
