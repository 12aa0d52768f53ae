import { INLINE, NOTHING, plain, plainOf, type Plain } from './plain.ts';
import { Program } from './program.ts';
import type { Comparison, Mask, Term } from './term.ts';

/** Whether something holds on a row. There are four classes: so many a call site tells apart and inlines. */
export interface RowTest {
  holds(i: number): boolean;
}

/** A term as a test of single rows: nothing is computed beforehand. */
export function rowTest(term: Term): RowTest {
  if (term instanceof Uint8Array) return new MaskTest(term);
  if ('left' in term && term.back === 1 && term.orEqual) return new BeforeTest(term);
  if (!('some' in term)) return new Program(term);
  const plains = term.some.flatMap((part) => plainOf(part) ?? []);
  return plains.length < term.some.length || plains.length > INLINE ? new Program(term) : new SomeTest(plains);
}

class MaskTest implements RowTest {
  declare readonly mask: Mask;

  constructor(mask: Mask) {
    this.mask = mask;
  }

  holds(i: number): boolean {
    return this.mask[i] === 1;
  }
}

/** `left <= right` on the row before: the half of a cross that lies behind. */
class BeforeTest implements RowTest {
  declare readonly x: Float64Array;
  declare readonly xm: number;
  declare readonly y: Float64Array;
  declare readonly ym: number;

  constructor({ left, right }: Comparison) {
    ({ left: this.x, leftMask: this.xm, right: this.y, rightMask: this.ym } = plain(left, right));
  }

  holds(i: number): boolean {
    const row = i - 1;
    return row >= 0 && this.x[row & this.xm] <= this.y[row & this.ym];
  }
}

/** One to six comparisons, one of them. */
class SomeTest implements RowTest {
  declare readonly count: number;
  declare readonly a: Float64Array;
  declare readonly am: number;
  declare readonly A: Float64Array;
  declare readonly Am: number;
  declare readonly b: Float64Array;
  declare readonly bm: number;
  declare readonly B: Float64Array;
  declare readonly Bm: number;
  declare readonly c: Float64Array;
  declare readonly cm: number;
  declare readonly C: Float64Array;
  declare readonly Cm: number;
  declare readonly d: Float64Array;
  declare readonly dm: number;
  declare readonly D: Float64Array;
  declare readonly Dm: number;
  declare readonly e: Float64Array;
  declare readonly em: number;
  declare readonly E: Float64Array;
  declare readonly Em: number;
  declare readonly f: Float64Array;
  declare readonly fm: number;
  declare readonly F: Float64Array;
  declare readonly Fm: number;

  constructor(plains: readonly Plain[]) {
    const [a = NOTHING, b = NOTHING, c = NOTHING, d = NOTHING, e = NOTHING, f = NOTHING] = plains;
    this.count = plains.length;
    ({ left: this.a, leftMask: this.am, right: this.A, rightMask: this.Am } = a);
    ({ left: this.b, leftMask: this.bm, right: this.B, rightMask: this.Bm } = b);
    ({ left: this.c, leftMask: this.cm, right: this.C, rightMask: this.Cm } = c);
    ({ left: this.d, leftMask: this.dm, right: this.D, rightMask: this.Dm } = d);
    ({ left: this.e, leftMask: this.em, right: this.E, rightMask: this.Em } = e);
    ({ left: this.f, leftMask: this.fm, right: this.F, rightMask: this.Fm } = f);
  }

  holds(i: number): boolean {
    return (
      this.a[i & this.am] < this.A[i & this.Am] ||
      (this.count > 1 &&
        (this.b[i & this.bm] < this.B[i & this.Bm] ||
          (this.count > 2 &&
            (this.c[i & this.cm] < this.C[i & this.Cm] ||
              (this.count > 3 &&
                (this.d[i & this.dm] < this.D[i & this.Dm] ||
                  (this.count > 4 &&
                    (this.e[i & this.em] < this.E[i & this.Em] ||
                      (this.count > 5 && this.f[i & this.fm] < this.F[i & this.Fm])))))))))
    );
  }
}
