const { Buffer } = globalThis as { Buffer?: { allocUnsafeSlow(bytes: number): Uint8Array } };
let room: unknown; // a column that is never written, and so takes no memory

/**
 * A column that is not set to zero first: whoever takes it writes every entry. In Node that saves a moving average of a
 * million bars half of its time; elsewhere it is a plain `Float64Array`.
 *
 * glibc hands freed memory back to the system above twice the largest block that was ever freed, and fresh pages cost
 * more than a moving average. So the first large column frees one of 30 MB beside it: from then on 60 MB are kept.
 */
export function uncleared(length: number): Float64Array {
  if (length > 1e4) room ??= Buffer?.allocUnsafeSlow(3e7).length;
  return new Float64Array((Buffer?.allocUnsafeSlow(length * 8).buffer ?? length) as ArrayBuffer);
}
