const bits = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/**
 * The natural logarithm from additions, multiplications and one division alone, which IEEE 754 defines to the bit:
 * `Math.log` may differ in its last bit from one JavaScript engine to the next, and seeded numbers must not.
 *
 * x = m 2^e with m near 1; log m = 2 (f + f^3/3 + f^5/5 + …), f = (m - 1) / (m + 1).
 *
 * @param x positive and normal (at least 2^-1022)
 * @returns within 2 units in the last place of the true value
 */
export function portableLog(x: number): number {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let exponent = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const f = (mantissa - 1) / (mantissa + 1);
  const square = f * f;
  // 1/3 + q/5 + q^2/7 + …, q = f^2 at most 0.0295: the first term left out is below 2^-66.
  let series = 1 / 25;
  series = series * square + 1 / 23;
  series = series * square + 1 / 21;
  series = series * square + 1 / 19;
  series = series * square + 1 / 17;
  series = series * square + 1 / 15;
  series = series * square + 1 / 13;
  series = series * square + 1 / 11;
  series = series * square + 1 / 9;
  series = series * square + 1 / 7;
  series = series * square + 1 / 5;
  series = series * square + 1 / 3;
  return exponent * Math.LN2 + (2 * f + 2 * f * square * series);
}
