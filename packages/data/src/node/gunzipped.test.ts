import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gunzipped } from './gunzipped.ts';

const text = Buffer.from(Array.from({ length: 6_000 }, (_, i) => `${1.7e12 + i * 60_000},1,2,1,2,${i}\n`).join(''));
const half = text.length >> 1;

/** Pieces of a size, all in the same memory, as those of a file are. */
async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(size);
  for (let p = 0; p < bytes.length; p += size) {
    const part = bytes.subarray(p, p + size);
    piece.set(part);
    yield piece.subarray(0, part.length);
    piece.fill(255);
  }
}

async function whole(bytes: Uint8Array, size = 4_096): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of gunzipped(pieces(bytes, size), { origin: 'es.csv.gz' })) parts.push(Buffer.from(piece));
  return Buffer.concat(parts);
}

it.each<[string, Uint8Array]>([
  ['one member', gzipSync(text)],
  ['two members', Buffer.concat([gzipSync(text.subarray(0, half)), gzipSync(text.subarray(half))])],
  [
    'an empty member between two',
    Buffer.concat([gzipSync(text.subarray(0, half)), gzipSync(''), gzipSync(text.subarray(half))]),
  ],
  ['zeros behind it', Buffer.concat([gzipSync(text), new Uint8Array(10_000)])],
  ['no gzip at all', text],
])('gives the text of %s from pieces of any size', async (_, bytes) => {
  for (const size of [1_000, 65_536, 1 << 22]) expect((await whole(bytes, size)).equals(text)).toBe(true);
});

it('knows gzip from pieces of one byte, and lets the shortest texts pass', async () => {
  const small = text.subarray(0, 300);
  expect((await whole(gzipSync(small), 1)).equals(small)).toBe(true);
  expect((await whole(Buffer.from('a'), 1)).toString()).toBe('a');
  expect((await whole(Buffer.from('ab'), 1)).toString()).toBe('ab');
  expect((await whole(Buffer.alloc(0))).length).toBe(0);
  expect((await whole(Uint8Array.of(0x1f))).length).toBe(1);
});

it('refuses a gzip that breaks off, wherever it does', async () => {
  const bytes = gzipSync(text.subarray(0, 2_000));
  for (let end = 2; end < bytes.length; end += 7) {
    await expect(whole(bytes.subarray(0, end)), `after ${end} bytes`).rejects.toMatchObject({
      code: 'GZIP_TRUNCATED',
      where: 'es.csv.gz',
    });
  }
  const second = Buffer.concat([gzipSync(text), bytes.subarray(0, 40)]);
  await expect(whole(second)).rejects.toMatchObject({ code: 'GZIP_TRUNCATED' });
});

it('never gives another text without an error, whatever is damaged', async () => {
  const small = text.subarray(0, 2_000);
  const bytes = gzipSync(small);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: bytes.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, flip) => {
        const damaged = Buffer.from(bytes);
        damaged[at]! ^= flip;
        const got = await whole(damaged).catch((error: { readonly code: string }) => error.code);
        // The header's time and the like are no part of the text.
        const fate = Buffer.isBuffer(got) ? got.equals(small) : got;
        expect([true, 'GZIP_CORRUPT', 'GZIP_TRUNCATED']).toContain(fate);
      },
    ),
    { numRuns: 300 },
  );
});

it('refuses what follows the gzip and is none, also behind zeros', async () => {
  for (const tail of ['garbage', '\0\0\0garbage', '\0'.repeat(1_500) + gzipSync(text).toString('latin1')]) {
    const bytes = Buffer.concat([gzipSync(text), Buffer.from(tail, 'latin1')]);
    for (const size of [1_000, 1 << 22]) {
      await expect(whole(bytes, size)).rejects.toMatchObject({ code: 'GZIP_CORRUPT', where: 'es.csv.gz' });
    }
  }
});

it('passes the errors of the pieces on, and lets go of them when nobody reads on', async () => {
  const bytes = gzipSync(text);
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 100);
    throw new Error('the disk is gone');
  }
  const drained = async (): Promise<void> => {
    for await (const _ of gunzipped(failing()));
  };
  await expect(drained()).rejects.toThrow('the disk is gone');

  let closed = false;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield gzipSync(text);
    } finally {
      closed = true;
    }
  }
  for await (const _ of gunzipped(watched())) break;
  expect(closed).toBe(true);
});
