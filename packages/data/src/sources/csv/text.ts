/** Single bytes that rows are made of. */
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const QUOTE = 34;

/**
 * Bytes `start` to `end` as text.
 *
 * @returns undefined where they are not valid UTF-8
 */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let ascii = start;
  while (ascii < end && bytes[ascii] < 0x80) ascii++;
  if (ascii === end && end - start < 1_024) return asciiText(bytes, start, end);
  let text = '';
  for (let p = start; p < end;) {
    const lead = bytes[p++];
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      continue;
    }
    const more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || p + more > end) return undefined;
    let point = lead & (0x3f >> more);
    for (let k = 0; k < more; k++, p++) {
      if ((bytes[p] & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (bytes[p] & 0x3f);
    }
    const least = more === 3 ? 0x10000 : more === 2 ? 0x800 : 0x80;
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    text += String.fromCodePoint(point);
  }
  return text;
}

/** A text as UTF-8; half a surrogate pair becomes the replacement character, as in TextEncoder. */
export function utf8Of(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3);
  let used = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) ?? 0;
    if (point > 0xffff) i++;
    used = writeUtf8(out, used, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return out.subarray(0, used);
}

/** Writes one character as UTF-8; answers where the next one goes. */
export function writeUtf8(out: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    out[at] = point;
    return at + 1;
  }
  const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  out[at] = ((0xff00 >> (more + 1)) & 0xff) | (point >> (6 * more));
  for (let k = 1; k <= more; k++) out[at + k] = 0x80 | ((point >> (6 * (more - k))) & 0x3f);
  return at + 1 + more;
}

/** ASCII bytes `start` to `end` as text: for numbers, whose bytes are known to be ASCII. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
}

/** How a field is quoted in a message: at most 40 characters of it. */
export function excerpt(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
