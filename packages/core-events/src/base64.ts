const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = /* @__PURE__ */ new Map(Array.from(LETTERS, (letter, value) => [letter, value]));

/** Bytes as text (RFC 4648, with padding): universal code has no btoa. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    text += LETTERS[a >> 2]! + LETTERS[((a & 3) << 4) | ((b ?? 0) >> 4)]!;
    text += b === undefined ? '=' : LETTERS[((b & 15) << 2) | ((c ?? 0) >> 6)]!;
    text += c === undefined ? '=' : LETTERS[c & 63]!;
  }
  return text;
}

/** The bytes of a text that `base64` made. */
export function fromBase64(text: string): Uint8Array {
  const letters = text.replace(/=+$/, '');
  const bytes = new Uint8Array((letters.length * 3) >> 2);
  let [held, bits, at] = [0, 0, 0];
  for (const letter of letters) {
    held = (held << 6) | (VALUES.get(letter) ?? 0);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 255;
  }
  return bytes;
}
