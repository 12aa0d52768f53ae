/** Dots of a braille cell: two columns of four rows. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const BRAILLE = 0x2800;

/** A grid of dots, the origin at the lower left. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly #dots: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#dots = new Uint8Array(width * height);
  }

  has(x: number, y: number): boolean {
    return this.#dots[y * this.width + x] === 1;
  }

  /** A line through points, without holes. Shares in 0..1 of the canvas. */
  polyline(xs: readonly number[], ys: readonly number[]): void {
    let [lastX, lastY] = [NaN, NaN];
    for (const [i, share] of xs.entries()) {
      const x = Math.round(share * (this.width - 1));
      const y = Math.round((ys[i] ?? NaN) * (this.height - 1));
      if (Number.isNaN(lastX)) this.#dot(x, y);
      else this.#segment(lastX, lastY, x, y);
      [lastX, lastY] = [x, y];
    }
  }

  #segment(x0: number, y0: number, x1: number, y1: number): void {
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
    for (let step = 0; step <= steps; step++) {
      const share = step / steps;
      this.#dot(Math.round(x0 + (x1 - x0) * share), Math.round(y0 + (y1 - y0) * share));
    }
  }

  #dot(x: number, y: number): void {
    if (x >= 0 && x < this.width && y >= 0 && y < this.height) this.#dots[y * this.width + x] = 1;
  }

  /** The braille cell at a column and a row counted from above; undefined where it is empty. */
  braille(column: number, row: number): string | undefined {
    let bits = 0;
    for (const [dy, pair] of DOTS.entries()) {
      for (const [dx, bit] of pair.entries()) {
        if (this.has(column * 2 + dx, this.height - 1 - (row * 4 + dy))) bits |= bit;
      }
    }
    return bits === 0 ? undefined : String.fromCodePoint(BRAILLE + bits);
  }
}
