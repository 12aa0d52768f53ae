const POSITIVE = 0x0000;
const NEGATIVE = 0x4000;
const PLUS_INFINITY = 0xd000;
const MINUS_INFINITY = 0xf000;

/** The powers of ten that a float64 holds exactly. */
const TENS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/**
 * A binary `numeric` as the nearest double: what `Number` reads from its digits.
 *
 * The value is digits of base 10,000, the first of them standing for 10,000 ** weight. Up to 2 ** 53 they make an exact
 * integer, and one division or multiplication by an exact power of ten is rounded correctly; longer ones are read from
 * their decimal text.
 *
 * @param at where the number of digits stands
 */
export function numericValue(view: DataView, at: number): number {
  const digits = view.getUint16(at);
  const sign = view.getUint16(at + 4);
  if (sign !== POSITIVE && sign !== NEGATIVE) {
    return sign === PLUS_INFINITY ? Infinity : sign === MINUS_INFINITY ? -Infinity : NaN;
  }
  if (digits === 0) return 0;
  const exponent = 4 * (view.getInt16(at + 2) - digits + 1);
  if (digits <= 4 && exponent >= -22 && exponent <= 22) {
    let integer = 0;
    for (let i = 0; i < digits; i++) integer = integer * 10_000 + view.getUint16(at + 8 + 2 * i);
    if (integer <= Number.MAX_SAFE_INTEGER) {
      const size = exponent < 0 ? integer / TENS[-exponent] : integer * TENS[exponent];
      return sign === NEGATIVE ? -size : size;
    }
  }
  let text = '';
  for (let i = 0; i < digits; i++) text += String(view.getUint16(at + 8 + 2 * i)).padStart(4, '0');
  const size = Number(`${text}e${exponent}`);
  return sign === NEGATIVE ? -size : size;
}
