import type { AbortSignalLike } from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import { throwIfAborted } from '../answer-query.ts';

/** The bytes of a text, piece by piece: a stream of Node, the body of a response, an array of one. */
export type TextPieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** What takes the pieces in. */
export interface PieceReader {
  /** Length of the whole text in bytes, as far as it is known. */
  size: number;
  push(piece: Uint8Array, last: boolean): void;
}

/** What else there is to say of the pieces. */
export interface PieceOptions {
  /** Names the text in messages. */
  readonly origin: string;
  /** Length of the whole text in bytes, so that the columns need not grow; a guess will do. */
  readonly size?: number | (() => number) | undefined;
  readonly signal?: AbortSignalLike | undefined;
  /** Told how much has been read, 0 to 1, where the length is known. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * Reads a text to its end. A piece may be used again for the next one: nothing of it is kept.
 *
 * @throws DataError BAD_PIECE, ABORTED; the signal's reason; what the reader and the pieces throw
 */
export async function readPieces(
  reader: PieceReader,
  pieces: TextPieces,
  { origin, size, signal, onProgress }: PieceOptions,
): Promise<void> {
  throwIfAborted(signal, origin);
  let bytes = 0;
  for await (const piece of pieces) {
    throwIfAborted(signal, origin);
    if (!(piece instanceof Uint8Array)) throw noBytes(piece, origin);
    if (size !== undefined) reader.size = typeof size === 'number' ? size : size();
    reader.push(piece, false);
    bytes += piece.length;
    if (reader.size > 0) onProgress?.(Math.min(1, bytes / reader.size));
  }
  throwIfAborted(signal, origin);
  reader.push(new Uint8Array(0), true);
}

function noBytes(piece: unknown, where: string): DataError {
  const fix = 'give pieces of bytes: a stream without setEncoding, or Buffer.from(text)';
  return new DataError('BAD_PIECE', { what: `a piece is a ${typeof piece}, not a Uint8Array`, where, fix });
}
