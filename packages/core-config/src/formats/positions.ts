import type { Path } from '../path.ts';
import { placeIn, type Place } from '../place.ts';

/** Where each setting of a text stands. */
export class Positions {
  readonly #text: string;
  readonly #file: string;
  readonly #keys = new Map<string, number>();
  readonly #values = new Map<string, number>();
  #lineStarts: number[] | undefined;

  /** @param file as messages name it */
  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  setKey(path: Path, offset: number): void {
    this.#keys.set(JSON.stringify(path), offset);
  }

  setValue(path: Path, offset: number): void {
    this.#values.set(JSON.stringify(path), offset);
  }

  hasKey(path: Path): boolean {
    return this.#keys.has(JSON.stringify(path));
  }

  /** The place of a setting or of its key; where it is not there, that of the nearest thing above it. */
  placeOf(path: Path, part: 'key' | 'value' = 'value'): Place {
    for (let length = path.length; length > 0; length--) {
      const id = JSON.stringify(path.slice(0, length));
      const [first, second] =
        part === 'key' || length < path.length ? [this.#keys, this.#values] : [this.#values, this.#keys];
      const offset = first.get(id) ?? second.get(id);
      if (offset !== undefined) return this.at(offset);
    }
    return placeIn(this.#file);
  }

  /** The place of a letter. */
  at(offset: number): Place {
    this.#lineStarts ??= lineStartsOf(this.#text);
    const starts = this.#lineStarts;
    let line = starts.length - 1;
    while (line > 0 && starts[line]! > offset) line--;
    return placeIn(this.#file, { line: line + 1, column: offset - starts[line]! + 1 });
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
