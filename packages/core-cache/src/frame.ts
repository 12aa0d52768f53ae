import { decodeText, decodeValue, encodeText, encodeValue } from './encoding.ts';
import type { CacheEntry } from './store.ts';

// An entry as bytes, the same on disk and in Redis, integers and floats of the header little-endian:
//
//   0  u32  "TMC1"                        16  f64  length of the value
//   4  u32  checksum of what follows      24  f64  stored at, epoch ms
//   8  u8   order of bytes of columns     32  f64  fresh until, epoch ms
//   9  u8   kind of the value             40  f64  expires at, epoch ms
//  12  u32  length of the notes           48  the notes, padded to 8, then the value

const MAGIC = 0x31434d54;
const HEADER_BYTES = 48;
const CHECKED_FROM = 8;
/** What columns written here look like: 1 little-endian, 2 big-endian. */
const BYTE_ORDER = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ Uint16Array.of(0x0201).buffer)[0]!;

/** A running checksum: of `bytes`, after those that gave `before`. */
export type Checksum = (bytes: Uint8Array, before: number) => number;

/** How a store writes frames. */
export interface FrameOptions {
  readonly checksum?: Checksum | undefined;
  /** Gives memory, whatever is in it. Left out: plain arrays of bytes. */
  readonly allocate?: ((length: number) => Uint8Array) | undefined;
}

/** What a store writes beside an entry, for itself: its key, the versions of its tags. */
export type Notes = readonly string[];

/** Smaller frames are put together in one piece: several small writes cost more than a copy. */
const ONE_PIECE_BYTES = 65_536;

/**
 * An entry as bytes, in parts to be written one after the other; a small one in one part.
 *
 * @param notes what the store wants to find again
 * @param where the entry, for error messages
 * @throws CacheError UNCACHEABLE_VALUE
 */
export function encodeFrame(
  entry: CacheEntry,
  notes: Notes,
  where: string,
  { checksum, allocate = zeros }: FrameOptions = {},
): Uint8Array[] {
  const { kind, parts, length } = encodeValue(entry.value, where);
  const plain = notes.length === 0 && entry.tags.length === 0;
  const text = plain ? undefined : encodeText(JSON.stringify([notes, entry.tags]));
  const notesLength = text?.length ?? 0;
  const start = HEADER_BYTES + notesLength + (-notesLength & 7);
  const inOnePiece = start + length <= ONE_PIECE_BYTES;
  const head = allocate(inOnePiece ? start + length : start);
  head.fill(0, 0, start);
  const view = new DataView(head.buffer, head.byteOffset, HEADER_BYTES);
  view.setUint32(0, MAGIC, true);
  head[8] = BYTE_ORDER;
  head[9] = kind;
  view.setUint32(12, notesLength, true);
  view.setFloat64(16, length, true);
  view.setFloat64(24, entry.storedAt, true);
  view.setFloat64(32, entry.freshUntil, true);
  view.setFloat64(40, entry.expiresAt, true);
  if (text !== undefined) head.set(text, HEADER_BYTES);
  if (inOnePiece) {
    let at = start;
    for (const part of parts) {
      head.set(part, at);
      at += part.length;
    }
  }
  const frame = inOnePiece ? [head] : [head, ...parts];
  if (checksum !== undefined) {
    let sum = checksum(head.subarray(CHECKED_FROM), 0);
    // An empty part may lie nowhere, and that begins the sum anew.
    for (let i = 1; i < frame.length; i++) if (frame[i]!.length > 0) sum = checksum(frame[i]!, sum);
    view.setUint32(4, sum, true);
  }
  return frame;
}

function zeros(length: number): Uint8Array {
  return new Uint8Array(length);
}

/** What `decodeFrame` found. */
export interface Frame {
  readonly entry: CacheEntry;
  readonly notes: Notes;
}

const NOTHING: readonly string[] = [];

/**
 * The entry in the bytes of a frame; the columns of its value are views on them.
 *
 * @param bytes the whole frame, at an address that is a multiple of 8
 * @returns undefined where it is torn, of another format or of a machine with another order of bytes
 */
export function decodeFrame(bytes: Uint8Array, checksum?: Checksum): Frame | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  if (view.getUint32(0, true) !== MAGIC || bytes[8] !== BYTE_ORDER) return undefined;
  const notesLength = view.getUint32(12, true);
  const start = HEADER_BYTES + notesLength + (-notesLength & 7);
  if (start + view.getFloat64(16, true) !== bytes.length) return undefined;
  if (checksum !== undefined && checksum(bytes.subarray(CHECKED_FROM), 0) !== view.getUint32(4, true)) return undefined;
  try {
    const text = notesLength === 0 ? undefined : decodeText(bytes.subarray(HEADER_BYTES, HEADER_BYTES + notesLength));
    const [notes, tags] = text === undefined ? [NOTHING, NOTHING] : (JSON.parse(text) as [Notes, readonly string[]]);
    const entry = {
      value: decodeValue(bytes[9]!, bytes.subarray(start)),
      storedAt: view.getFloat64(24, true),
      freshUntil: view.getFloat64(32, true),
      expiresAt: view.getFloat64(40, true),
      tags,
    };
    return { entry, notes };
  } catch {
    return undefined; // the right length, yet none of ours
  }
}

/** When the entry of a frame expires, epoch ms, from its first 48 bytes; NaN where they are no header. */
export function frameExpiry(bytes: Uint8Array): number {
  if (bytes.length < HEADER_BYTES) return NaN;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  return view.getUint32(0, true) === MAGIC ? view.getFloat64(40, true) : NaN;
}
