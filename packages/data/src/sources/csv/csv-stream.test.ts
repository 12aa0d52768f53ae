import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { checkDataSource } from '../../testing/index.ts';
import { csvStreamSource, parseCsvStream } from './csv-stream.ts';
import { parseCsv } from './parse-csv.ts';

const rows = Array.from(
  { length: 500 },
  (_, i) => `${new Date(1.7e12 + i * 60_000).toISOString()},1,2,1,${1 + i / 1e3},${i}`,
);
const text = ['time,open,high,low,close,volume', ...rows].join('\r\n');

async function* pieces(size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const piece = new Uint8Array(size); // one memory for all pieces, as sources may do
  for (let p = 0; p < bytes.length; p += size) {
    const part = bytes.subarray(p, p + size);
    piece.set(part);
    yield piece.subarray(0, part.length);
    piece.fill(0);
  }
}

it('reads the same from pieces of any size, whoever hands them out', async () => {
  const whole = parseCsv(text);
  for (const size of [1, 7, 64, 4_096, 1 << 20]) expect(await parseCsvStream(pieces(size))).toEqual(whole);
  expect(await parseCsvStream(Readable.from([Buffer.from(text)]))).toEqual(whole);
  expect(await parseCsvStream([new TextEncoder().encode(text)], {}, { size: 10 })).toEqual(whole);
  expect(await parseCsvStream(new Response(text).body!)).toEqual(whole);
});

it('says line and column of a fault in any piece', async () => {
  const bad = [`${text}\r\n`, '2030-01-01T00:00:00Z,1,2,1,', '?,1'].map((piece) => new TextEncoder().encode(piece));
  await expect(parseCsvStream(bad, { origin: 'stdin' })).rejects.toMatchObject({
    code: 'BAD_NUMBER',
    where: 'stdin:502:28',
  });
});

it('refuses an empty stream, texts instead of bytes, and what is compressed', async () => {
  await expect(parseCsvStream([])).rejects.toMatchObject({ code: 'EMPTY_FILE' });
  const texts = Readable.from([text]) as unknown as AsyncIterable<Uint8Array>;
  await expect(parseCsvStream(texts)).rejects.toMatchObject({ code: 'BAD_PIECE', where: 'csv' });
  await expect(parseCsvStream([Uint8Array.of(0x1f), Uint8Array.of(0x8b, 8, 0)])).rejects.toMatchObject({
    code: 'COMPRESSED',
  });
});

it('stops asking for pieces when its caller has gone away', async () => {
  const gone = new AbortController();
  let given = 0;
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        if (++given === 3) gone.abort(new Error('gone'));
        yield new TextEncoder().encode(given === 1 ? `${text}\n` : '\n');
      }
    } finally {
      closed = true;
    }
  }
  await expect(parseCsvStream(endless(), {}, { signal: gone.signal })).rejects.toThrow('gone');
  expect([given, closed]).toEqual([3, true]);
});

it('is a source that keeps the contract where it can be opened again', async () => {
  let opened = 0;
  const open = (): AsyncIterable<Uint8Array> => {
    opened++;
    return pieces(1_000);
  };
  const source = csvStreamSource({ name: 'es.csv', open, instrument: 'ES' });
  await expect(checkDataSource(source)).resolves.toBeUndefined();
  const before = opened;
  expect((await source.bars()).report).toMatchObject({ source: 'es.csv', rows: 500, bars: 500 });
  expect(opened).toBe(before + 1);
});
