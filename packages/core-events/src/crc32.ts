const TABLE = /* @__PURE__ */ table();

/**
 * CRC-32 as zip and PNG have it (reflected polynomial 0xEDB88320), of bytes from one index to another.
 *
 * @example crc32(Uint8Array.of(49, 50, 51, 52, 53, 54, 55, 56, 57)).toString(16) // => 'cbf43926'
 */
export function crc32(bytes: Uint8Array, from = 0, to: number = bytes.length): number {
  let crc = -1;
  for (let i = from; i < to; i++) crc = TABLE[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function table(): Int32Array {
  const values = new Int32Array(256);
  for (let i = 0; i < 256; i++) {
    let value = i;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    values[i] = value;
  }
  return values;
}
