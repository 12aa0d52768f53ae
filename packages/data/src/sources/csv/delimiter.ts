import { CARRIAGE_RETURN, LINE_FEED, QUOTE } from './text.ts';

const CANDIDATES = [',', ';', '\t', '|'].map((text) => text.charCodeAt(0));

/** The most frequent of `,` `;` tab and `|` outside quotes in the line that begins at `p`; a comma where none occurs. */
export function detectDelimiter(bytes: Uint8Array, p: number): number {
  const counts = CANDIDATES.map(() => 0);
  let quoted = false;
  for (; p < bytes.length; p++) {
    const byte = bytes[p];
    if (byte === QUOTE) quoted = !quoted;
    if (quoted) continue;
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) break;
    const candidate = CANDIDATES.indexOf(byte);
    if (candidate >= 0) counts[candidate]++;
  }
  return CANDIDATES[counts.indexOf(Math.max(...counts))];
}
