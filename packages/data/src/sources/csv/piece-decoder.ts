import { DataError } from '../../error.ts';
import { encodingOf, Utf16Transcoder } from './encoding.ts';

/** Pieces of a text in UTF-8 or, with a byte order mark, UTF-16, as pieces of UTF-8 without the mark. */
export class PieceDecoder {
  #started = false;
  #head: Uint8Array = new Uint8Array(0);
  #transcoder: Utf16Transcoder | undefined;
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /**
   * @param last true for the piece that ends the text
   * @throws DataError COMPRESSED
   */
  push(piece: Uint8Array, last: boolean): Uint8Array {
    let bytes = piece;
    if (!this.#started) {
      bytes = joined(this.#head, bytes);
      if (bytes.length < 3 && !last) {
        this.#head = bytes.slice(); // a byte order mark may still be cut in half
        return new Uint8Array(0);
      }
      this.#head = new Uint8Array(0);
      this.#started = true;
      refuseCompressed(bytes, this.#origin);
      const { name, markLength } = encodingOf(bytes);
      bytes = bytes.subarray(markLength);
      if (name !== 'utf-8') this.#transcoder = new Utf16Transcoder(name);
    }
    return this.#transcoder === undefined ? bytes : this.#transcoder.push(bytes);
  }
}

/** What files begin with that no text begins with. */
const ARCHIVES: readonly (readonly [name: string, first: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['a zip archive', [0x50, 0x4b, 3, 4]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
];

function refuseCompressed(bytes: Uint8Array, where: string): void {
  const archive = ARCHIVES.find(([, first]) => first.every((byte, i) => bytes[i] === byte));
  if (archive === undefined) return;
  const [name] = archive;
  const fix =
    name === 'gzip'
      ? 'decompress it on its way: pieces.pipeThrough(new DecompressionStream("gzip")), or in Node gunzipped(pieces)'
      : 'unpack it first, or compress it with gzip, which is read as it is';
  throw new DataError('COMPRESSED', { what: `this is ${name}, not a text`, where, fix });
}

/** Two pieces as one. */
export function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  if (head.length === 0) return tail;
  const out = new Uint8Array(head.length + tail.length);
  out.set(head);
  out.set(tail, head.length);
  return out;
}
