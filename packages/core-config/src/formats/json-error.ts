const BLANKS = /[ \t\n\r]*/y;
// oxlint-disable no-control-regex -- JSON has none in its texts
const SCALAR =
  /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// oxlint-enable no-control-regex

/**
 * Where a text stops being JSON: the engine's own message tells it only at times.
 *
 * @returns the offset of the first letter that cannot stand there; the length of the text where it ends too early
 */
export function jsonErrorOffset(text: string): number {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(text) ?? [];
    at += found.length;
    return found !== '';
  };
  const blanks = (): void => void skip(BLANKS);
  const sign = (expected: string): boolean => {
    blanks();
    const isThere = text[at] === expected;
    if (isThere) at++;
    return isThere;
  };
  const list = (end: string, item: () => boolean): boolean => {
    if (sign(end)) return true;
    do if (!item()) return false;
    while (sign(','));
    return sign(end);
  };
  const key = (): boolean => {
    blanks();
    return text[at] === '"' && skip(SCALAR) && sign(':') && value();
  };
  const value = (): boolean => {
    if (sign('{')) return list('}', key);
    if (sign('[')) return list(']', value);
    blanks();
    return skip(SCALAR);
  };
  if (value()) blanks();
  return at;
}
