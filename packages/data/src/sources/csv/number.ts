/** Powers of ten that a float64 holds exactly. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

export interface NumberFormat {
  readonly decimal: '.' | ',';
  /** What groups digits; left out: nothing does. */
  readonly thousands?: string | undefined;
}

/**
 * A decimal number as people write it: sign, digits, a point, an exponent. No hexadecimal, no infinities, no units.
 *
 * @returns what `Number` says of it, correctly rounded; undefined where the text is no such number
 * @example
 * parseNumber('1.250,5', { decimal: ',', thousands: '.' }) // => 1250.5
 * parseNumber('0x10', { decimal: '.' }) // => undefined
 */
export function parseNumber(text: string, { decimal, thousands }: NumberFormat): number | undefined {
  let plain = text;
  if (thousands !== undefined && plain.includes(thousands)) {
    plain = withoutGroups(plain, thousands, decimal);
  }
  if (decimal === ',') plain = plain.includes('.') ? '' : plain.replace(',', '.');
  return PLAIN.test(plain) ? Number(plain) : undefined;
}

/** Groups count only where each but the first has three digits and none follows the decimal mark: else ''. */
function withoutGroups(text: string, thousands: string, decimal: string): string {
  const [whole = '', ...rest] = text.split(decimal);
  const [first = '', ...groups] = whole.split(thousands);
  const regular = /^[+-]?\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
  return regular ? [first + groups.join(''), ...rest].join(decimal) : '';
}

/** True for a whole number of more digits than a float64 can hold, which was rounded. */
export function losesPrecision(text: string, value: number): boolean {
  return /^[+-]?\d{16,}$/.test(text) && BigInt(text.replace('+', '')) !== BigInt(value);
}
