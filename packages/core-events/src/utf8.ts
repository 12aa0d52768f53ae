/** UTF-8 by hand: universal code has no TextEncoder. Half a surrogate pair becomes U+FFFD. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    if (code >= 0xd800 && code < 0xe000) {
      const low = text.charCodeAt(i + 1);
      if (code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i++;
      } else code = 0xfffd;
    }
    if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
      else {
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 63);
      }
      bytes[at++] = 0x80 | ((code >> 6) & 63);
    }
    bytes[at++] = 0x80 | (code & 63);
  }
  return bytes.slice(0, at);
}

/** The text of bytes that `utf8` made, from one index to another. Nothing is checked: a checksum stands before it. */
export function fromUtf8(bytes: Uint8Array, from = 0, to: number = bytes.length): string {
  let text = '';
  let units: number[] = [];
  for (let i = from; i < to;) {
    const first = bytes[i++]!;
    if (first < 0x80) units.push(first);
    else if (first < 0xe0) units.push(((first & 31) << 6) | (bytes[i++]! & 63));
    else if (first < 0xf0) units.push(((first & 15) << 12) | ((bytes[i++]! & 63) << 6) | (bytes[i++]! & 63));
    else {
      const code = ((first & 7) << 18) | ((bytes[i++]! & 63) << 12) | ((bytes[i++]! & 63) << 6) | (bytes[i++]! & 63);
      units.push(0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
    }
    if (units.length < 4096) continue;
    text += String.fromCharCode(...units);
    units = [];
  }
  return text + String.fromCharCode(...units);
}
