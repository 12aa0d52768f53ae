// MurmurHash3 x86 128 (Austin Appleby, public domain), synchronous and in plain JavaScript: WebCrypto is async and
// refuses shared memory. It tells one run from another; it is no protection against an adversary.

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * A running 128-bit hash. The same values in the same order give the same digest on every machine: every NaN counts
 * as one value, and 0 and -0 as two.
 *
 * @example new Hash128().text('ES').number(1.5).digest().length // => 32
 */
export class Hash128 {
  #h1 = 0;
  #h2 = 0;
  #h3 = 0;
  #h4 = 0;
  #length = 0;
  #pending: [number, number] | undefined; // a number is half a block

  number(value: number): this {
    number[0] = value === value ? value : NaN;
    const high = value === value ? words[1] : 0x7ff80000;
    this.#add(value === value ? words[0] : 0, high);
    return this;
  }

  /** Its length, then its UTF-16 code units, so that 'a', 'bc' and 'ab', 'c' differ. */
  text(value: string): this {
    this.#add(value.length, 0x74657874);
    for (let i = 0; i < value.length; i += 4) {
      const unit = (k: number): number => (i + k < value.length ? value.charCodeAt(i + k) : 0);
      this.#add(unit(0) | (unit(1) << 16), unit(2) | (unit(3) << 16));
    }
    return this;
  }

  /** A column's length, then its numbers. */
  column(values: Float64Array): this {
    this.#add(values.length, 0x66363461);
    const start = values.byteOffset % 4 === 0 ? values : values.slice();
    const halves = new Uint32Array(start.buffer, start.byteOffset, start.length * 2);
    for (let i = 0; i < halves.length; i += 2) {
      const low = halves[i];
      const high = halves[i + 1];
      const isNaN = (high & 0x7ff00000) === 0x7ff00000 && ((high & 0xfffff) | low) !== 0;
      if (isNaN) this.#add(0, 0x7ff80000);
      else this.#add(low, high);
    }
    return this;
  }

  /** 32 hexadecimal digits. The hash may go on afterwards. */
  digest(): string {
    let [h1, h2, h3, h4] = [this.#h1, this.#h2, this.#h3, this.#h4];
    if (this.#pending) {
      h1 ^= Math.imul(rotate(Math.imul(this.#pending[0], 0x239b961b), 15), 0xab0e9789);
      h2 ^= Math.imul(rotate(Math.imul(this.#pending[1], 0xab0e9789), 16), 0x38b34ae5);
    }
    h1 ^= this.#length;
    h2 ^= this.#length;
    h3 ^= this.#length;
    h4 ^= this.#length;
    h1 = (h1 + h2 + h3 + h4) | 0;
    [h2, h3, h4] = [(h2 + h1) | 0, (h3 + h1) | 0, (h4 + h1) | 0];
    [h1, h2, h3, h4] = [mix(h1), mix(h2), mix(h3), mix(h4)];
    h1 = (h1 + h2 + h3 + h4) | 0;
    [h2, h3, h4] = [(h2 + h1) | 0, (h3 + h1) | 0, (h4 + h1) | 0];
    return [h1, h2, h3, h4].map((h) => (h >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #add(low: number, high: number): void {
    this.#length += 8;
    const first = this.#pending;
    if (first === undefined) {
      this.#pending = [low, high];
      return;
    }
    this.#pending = undefined;
    this.#block(first[0], first[1], low, high);
  }

  #block(k1: number, k2: number, k3: number, k4: number): void {
    let h1 = this.#h1 ^ Math.imul(rotate(Math.imul(k1, 0x239b961b), 15), 0xab0e9789);
    h1 = (Math.imul((rotate(h1, 19) + this.#h2) | 0, 5) + 0x561ccd1b) | 0;
    let h2 = this.#h2 ^ Math.imul(rotate(Math.imul(k2, 0xab0e9789), 16), 0x38b34ae5);
    h2 = (Math.imul((rotate(h2, 17) + this.#h3) | 0, 5) + 0x0bcaa747) | 0;
    let h3 = this.#h3 ^ Math.imul(rotate(Math.imul(k3, 0x38b34ae5), 17), 0xa1e38b93);
    h3 = (Math.imul((rotate(h3, 15) + this.#h4) | 0, 5) + 0x96cd1c35) | 0;
    let h4 = this.#h4 ^ Math.imul(rotate(Math.imul(k4, 0xa1e38b93), 18), 0x239b961b);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
    this.#h1 = h1;
    this.#h2 = h2;
    this.#h3 = h3;
    this.#h4 = h4;
  }
}

/**
 * The hash of a JSON-able value: the order of an object's keys does not matter, an undefined member counts as absent.
 *
 * @example hashJson({ a: 1, b: 2 }) === hashJson({ b: 2, a: 1 }) // => true
 */
export function hashJson(value: unknown): string {
  return new Hash128().text(canonicalJson(value)).digest();
}

/** JSON with sorted keys; numbers that JSON lacks (NaN, Infinity, -0) keep their names. */
function canonicalJson(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Float64Array) return canonicalJson([...value]);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
      .join()}}`;
  }
  return typeof value === 'bigint' ? `${value}n` : String(JSON.stringify(value));
}
