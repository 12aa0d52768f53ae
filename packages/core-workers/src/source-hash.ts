// MurmurHash3 x86 128 (Austin Appleby, public domain) of a text, the bits of core-market's Hash128: a reference made
// there is checked here, and a package of this level imports neither.

const C1 = 0x239b961b;
const C2 = 0xab0e9789 | 0;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93 | 0;
/** What stands before a text: its letters. */
const TEXT = 0x74657874;

/**
 * The hash of a module's text, as `CodeReference.codeHash` has it: of its length, "text" and its UTF-16 units, padded
 * to 8 bytes.
 *
 * @returns 32 hexadecimal digits
 * @example sourceHash('export const one = 1;\n') // => '7f0f451d3b5e76ff6ef77f8de944fa45'
 */
export function sourceHash(text: string): string {
  const words = wordsOf(text);
  const whole = words.length - (words.length % 4);
  let [h1, h2, h3, h4] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    h1 ^= Math.imul(rotate(Math.imul(words[i]!, C1), 15), C2);
    h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(words[i + 1]!, C2), 16), C3);
    h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(words[i + 2]!, C3), 17), C4);
    h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(words[i + 3]!, C4), 18), C1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  if (whole < words.length) {
    h1 ^= Math.imul(rotate(Math.imul(words[whole]!, C1), 15), C2);
    h2 ^= Math.imul(rotate(Math.imul(words[whole + 1]!, C2), 16), C3);
  }
  return digest(h1, h2, h3, h4, words.length * 4);
}

/** Length, mark, then two UTF-16 units a word; an even count of words. */
function wordsOf(text: string): Int32Array {
  const words = new Int32Array(2 + 2 * Math.ceil(text.length / 4));
  words[0] = text.length;
  words[1] = TEXT;
  for (let i = 0; i < text.length; i++) words[2 + (i >> 1)]! |= text.charCodeAt(i) << (16 * (i & 1));
  return words;
}

function digest(h1: number, h2: number, h3: number, h4: number, bytes: number): string {
  [h1, h2, h3, h4] = together(h1 ^ bytes, h2 ^ bytes, h3 ^ bytes, h4 ^ bytes);
  const mixed = together(mix(h1), mix(h2), mix(h3), mix(h4));
  return mixed.map((h) => (h >>> 0).toString(16).padStart(8, '0')).join('');
}

function together(h1: number, h2: number, h3: number, h4: number): [number, number, number, number] {
  const sum = (h1 + h2 + h3 + h4) | 0;
  return [sum, (h2 + sum) | 0, (h3 + sum) | 0, (h4 + sum) | 0];
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
