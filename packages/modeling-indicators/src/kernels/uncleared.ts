const { Buffer } = globalThis as { Buffer?: { allocUnsafeSlow(bytes: number): Uint8Array } };

/**
 * A column that is not set to zero first: whoever takes it writes every entry. In Node that saves a moving average a
 * third of its time; elsewhere it is a plain `Float64Array`.
 */
export const uncleared = (length: number): Float64Array =>
  new Float64Array((Buffer?.allocUnsafeSlow(length * 8).buffer ?? length) as ArrayBuffer);
