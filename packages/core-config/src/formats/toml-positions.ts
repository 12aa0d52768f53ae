import type { Path } from '../path.ts';
import type { Positions } from './positions.ts';

/**
 * Notes where the keys and values of a TOML text stand: its parser tells only where it fails.
 *
 * @param text has been parsed without error: nothing is checked here
 */
export function recordToml(text: string, positions: Positions): void {
  new Scanner(text, positions).run();
}

class Scanner {
  readonly #text: string;
  readonly #positions: Positions;
  /** How many tables each `[[list]]` has so far. */
  readonly #lists = new Map<string, number>();
  #at = 0;

  constructor(text: string, positions: Positions) {
    this.#text = text;
    this.#positions = positions;
  }

  run(): void {
    let table: Path = [];
    for (this.#skipAll(); this.#at < this.#text.length; this.#skipAll()) {
      if (this.#text.startsWith('[[', this.#at)) table = this.#header(2);
      else if (this.#text[this.#at] === '[') table = this.#header(1);
      else this.#pair(table);
    }
  }

  #header(brackets: 1 | 2): Path {
    this.#at += brackets;
    const path: (string | number)[] = [];
    const keys = this.#keys();
    for (const [i, { key, offset }] of keys.entries()) {
      path.push(key);
      this.#noteKey(path, offset);
      const list = JSON.stringify(path);
      if (brackets === 2 && i === keys.length - 1) this.#lists.set(list, (this.#lists.get(list) ?? -1) + 1);
      const index = this.#lists.get(list);
      if (index === undefined) continue;
      path.push(index);
      this.#noteKey(path, offset);
    }
    this.#at += brackets;
    return path;
  }

  /** `a.b = value` */
  #pair(table: Path): void {
    const path = [...table];
    for (const { key, offset } of this.#keys()) {
      path.push(key);
      this.#noteKey(path, offset);
    }
    this.#at = this.#text.indexOf('=', this.#at) + 1;
    this.#value(path);
  }

  #noteKey(path: Path, offset: number): void {
    if (!this.#positions.hasKey(path)) this.#positions.setKey(path, offset);
  }

  #value(path: Path): void {
    this.#skipBlanks();
    this.#positions.setValue(path, this.#at);
    const sign = this.#text[this.#at];
    if (sign === '"' || sign === "'") this.#string();
    else if (sign === '[') this.#items(']', (index) => this.#value([...path, index]));
    else if (sign === '{') this.#items('}', () => this.#pair(path));
    else this.#at += /^[^,\]}#\r\n]*/.exec(this.#text.slice(this.#at))![0].length;
  }

  #items(end: string, each: (index: number) => void): void {
    this.#at++;
    for (let index = 0; ; index++) {
      this.#skipAll();
      if (this.#text[this.#at] !== end) each(index);
      this.#skipAll();
      if (this.#text[this.#at] === ',') this.#at++;
      else break;
    }
    this.#at++;
  }

  #keys(): { readonly key: string; readonly offset: number }[] {
    const keys = [];
    for (;;) {
      this.#skipBlanks();
      const offset = this.#at;
      keys.push({ key: this.#key(), offset });
      this.#skipBlanks();
      if (this.#text[this.#at] !== '.') return keys;
      this.#at++;
    }
  }

  #key(): string {
    const start = this.#at;
    const sign = this.#text[start];
    if (sign === '"' || sign === "'") {
      this.#string();
      const written = this.#text.slice(start, this.#at);
      return sign === "'" ? written.slice(1, -1) : unescaped(written.slice(1, -1));
    }
    this.#at += /^[\w-]*/.exec(this.#text.slice(start))![0].length;
    return this.#text.slice(start, this.#at);
  }

  #string(): void {
    const sign = this.#text[this.#at]!;
    const isLong = this.#text.startsWith(sign.repeat(3), this.#at);
    const end = isLong ? sign.repeat(3) : sign;
    this.#at += end.length;
    while (!this.#text.startsWith(end, this.#at)) this.#at += sign === '"' && this.#text[this.#at] === '\\' ? 2 : 1;
    this.#at += end.length;
    // Up to two quotes may stand before the closing three.
    while (isLong && this.#text[this.#at] === sign) this.#at++;
  }

  #skipBlanks(): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++;
  }

  /** Blanks, line ends and comments. */
  #skipAll(): void {
    for (;;) {
      while (/[\s\uFEFF]/.test(this.#text[this.#at] ?? '')) this.#at++;
      if (this.#text[this.#at] !== '#') return;
      while (this.#at < this.#text.length && this.#text[this.#at] !== '\n') this.#at++;
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001B' };

function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:u([\da-f]{4})|U([\da-f]{8})|x([\da-f]{2})|(.))/gi,
    (_, ...groups: (string | undefined)[]) => {
      const [short, long, byte, sign] = groups;
      const code = short ?? long ?? byte;
      return code === undefined ? (ESCAPES[sign!] ?? sign!) : String.fromCodePoint(Number.parseInt(code, 16));
    },
  );
}
