import { writeUtf8 } from './text.ts';

/** What a file's first bytes say of its encoding, and how many bytes say it. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly markLength: number;
}

/** The encoding by its byte order mark; UTF-8 without one. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', markLength: 3 };
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', markLength: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', markLength: 2 };
  return { name: 'utf-8', markLength: 0 };
}

/** UTF-16 bytes to UTF-8 bytes, in pieces: half characters at the end of a piece wait for the next one. */
export class Utf16Transcoder {
  readonly #low: 0 | 1;
  #rest: number[] = [];

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.#low = encoding === 'utf-16le' ? 0 : 1;
  }

  push(piece: Uint8Array): Uint8Array {
    const bytes = this.#rest.length === 0 ? piece : Uint8Array.of(...this.#rest, ...piece);
    const out = new Uint8Array(Math.ceil(bytes.length / 2) * 3);
    let used = 0;
    let p = 0;
    while (p + 1 < bytes.length) {
      let point = this.#unit(bytes, p);
      const pair = (point & 0xfc00) === 0xd800;
      if (pair && p + 3 >= bytes.length) break;
      if (pair) point = 0x10000 + ((point & 0x3ff) << 10) + (this.#unit(bytes, p + 2) & 0x3ff);
      p += pair ? 4 : 2;
      used = writeUtf8(out, used, point);
    }
    this.#rest = [...bytes.subarray(p)];
    return out.subarray(0, used);
  }

  #unit(bytes: Uint8Array, p: number): number {
    return bytes[p + this.#low] | (bytes[p + 1 - this.#low] << 8);
  }
}
