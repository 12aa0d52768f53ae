// MurmurHash3 x86 128 (Austin Appleby, public domain), synchronous and in plain JavaScript: WebCrypto is async and
// refuses shared memory. It tells one run from another; it is no protection against an adversary.

// Signed throughout: what exceeds 2^31 is a double to the machine and costs twice the time; the bits are the same.
const C1 = 0x239b961b;
const C2 = 0xab0e9789 | 0;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93 | 0;
const N3 = 0x96cd1c35 | 0;
/** What stands before a text and before a column: the letters "text" and "f64a". */
const TEXT = 0x74657874;
const COLUMN = 0x66363461;
/** Upper half of the one NaN that stands for all; its lower half is 0. */
const NAN_HIGH = 0x7ff80000;

const number = /* @__PURE__ */ new Float64Array(1);
const halves = /* @__PURE__ */ new Int32Array(number.buffer);
/** Where the lower half of a number stands in memory: first on little-endian machines. */
const LOW = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ Uint32Array.of(1).buffer)[0] === 1 ? 0 : 1;

/**
 * A running 128-bit hash. The same values in the same order give the same digest on every machine: every NaN counts
 * as one value, and 0 and -0 as two. It is MurmurHash3 (x86, 128 bits, seed 0) of a stream of bytes, little-endian:
 * a number is its 8 bytes; a text its length, "text" and its UTF-16 units, padded to 8; a column its length, "f64a"
 * and its numbers.
 *
 * @example new Hash128().number(1.5).digest() // => '409d21d59fff3d095355fa7e5355fa7e'
 */
export class Hash128 {
  #h1 = 0;
  #h2 = 0;
  #h3 = 0;
  #h4 = 0;
  #bytes = 0;
  // A number is half a block: the first waits for the second.
  #waits = false;
  #low = 0;
  #high = 0;

  number(value: number): this {
    if (value !== value) return this.#add(0, NAN_HIGH);
    number[0] = value;
    return this.#add(halves[LOW], halves[1 - LOW]);
  }

  /** Its length, then its UTF-16 code units, so that 'a', 'bc' and 'ab', 'c' differ. */
  text(value: string): this {
    const length = value.length;
    this.#add(length, TEXT);
    for (let i = 0; i < length; i += 4) {
      const low = value.charCodeAt(i) | (i + 1 < length ? value.charCodeAt(i + 1) << 16 : 0);
      const high = i + 2 < length ? value.charCodeAt(i + 2) | (i + 3 < length ? value.charCodeAt(i + 3) << 16 : 0) : 0;
      this.#add(low, high);
    }
    return this;
  }

  /** A column's length, then its numbers. */
  column(values: Float64Array): this {
    const length = values.length;
    this.#add(length, COLUMN);
    const parts = new Int32Array(values.buffer, values.byteOffset, length * 2);
    let i = 0;
    if (this.#waits && length > 0) this.number(values[i++]);
    let h1 = this.#h1;
    let h2 = this.#h2;
    let h3 = this.#h3;
    let h4 = this.#h4;
    const first = i;
    for (; i + 1 < length; i += 2) {
      let k1 = parts[2 * i + LOW];
      let k2 = parts[2 * i + 1 - LOW];
      let k3 = parts[2 * i + 2 + LOW];
      let k4 = parts[2 * i + 3 - LOW];
      if (isNaNBits(k1, k2)) {
        k1 = 0;
        k2 = NAN_HIGH;
      }
      if (isNaNBits(k3, k4)) {
        k3 = 0;
        k4 = NAN_HIGH;
      }
      // #block, inlined on locals.
      h1 ^= Math.imul(rotate(Math.imul(k1, C1), 15), C2);
      h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
      h2 ^= Math.imul(rotate(Math.imul(k2, C2), 16), C3);
      h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
      h3 ^= Math.imul(rotate(Math.imul(k3, C3), 17), C4);
      h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + N3) | 0;
      h4 ^= Math.imul(rotate(Math.imul(k4, C4), 18), C1);
      h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
    }
    this.#h1 = h1;
    this.#h2 = h2;
    this.#h3 = h3;
    this.#h4 = h4;
    this.#bytes += (i - first) * 8;
    if (i < length) this.number(values[i]);
    return this;
  }

  /** 32 hexadecimal digits. The hash may go on afterwards. */
  digest(): string {
    let [h1, h2, h3, h4] = [this.#h1, this.#h2, this.#h3, this.#h4];
    if (this.#waits) {
      h1 ^= Math.imul(rotate(Math.imul(this.#low, C1), 15), C2);
      h2 ^= Math.imul(rotate(Math.imul(this.#high, C2), 16), C3);
    }
    h1 ^= this.#bytes;
    h2 ^= this.#bytes;
    h3 ^= this.#bytes;
    h4 ^= this.#bytes;
    h1 = (h1 + h2 + h3 + h4) | 0;
    [h2, h3, h4] = [(h2 + h1) | 0, (h3 + h1) | 0, (h4 + h1) | 0];
    [h1, h2, h3, h4] = [mix(h1), mix(h2), mix(h3), mix(h4)];
    h1 = (h1 + h2 + h3 + h4) | 0;
    [h2, h3, h4] = [(h2 + h1) | 0, (h3 + h1) | 0, (h4 + h1) | 0];
    return [h1, h2, h3, h4].map((h) => (h >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #add(low: number, high: number): this {
    this.#bytes += 8;
    if (this.#waits) this.#block(this.#low, this.#high, low, high);
    else {
      this.#low = low;
      this.#high = high;
    }
    this.#waits = !this.#waits;
    return this;
  }

  #block(k1: number, k2: number, k3: number, k4: number): void {
    let h1 = this.#h1 ^ Math.imul(rotate(Math.imul(k1, C1), 15), C2);
    h1 = (Math.imul((rotate(h1, 19) + this.#h2) | 0, 5) + 0x561ccd1b) | 0;
    let h2 = this.#h2 ^ Math.imul(rotate(Math.imul(k2, C2), 16), C3);
    h2 = (Math.imul((rotate(h2, 17) + this.#h3) | 0, 5) + 0x0bcaa747) | 0;
    let h3 = this.#h3 ^ Math.imul(rotate(Math.imul(k3, C3), 17), C4);
    h3 = (Math.imul((rotate(h3, 15) + this.#h4) | 0, 5) + N3) | 0;
    let h4 = this.#h4 ^ Math.imul(rotate(Math.imul(k4, C4), 18), C1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
    this.#h1 = h1;
    this.#h2 = h2;
    this.#h3 = h3;
    this.#h4 = h4;
  }
}

function isNaNBits(low: number, high: number): boolean {
  return (high & 0x7ff00000) === 0x7ff00000 && ((high & 0xfffff) | low) !== 0;
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
