import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyBytes } from './copy-bytes.ts';
import { CopyReader } from './copy-reader.ts';
import type { ColumnKind } from './column-kind.ts';

const HEADER = 'PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0';
const bytesOf = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const read = (kinds: ColumnKind[], bytes: Uint8Array, rows: number): number[][] => {
  const reader = new CopyReader(kinds, 'bars');
  reader.push(bytes);
  return reader.finish(rows).map((column) => [...column]);
};

it('reads back what is written, to the bit, wherever the bytes are broken', () => {
  const time = fc.integer({ min: 0, max: 4e12 });
  const price = fc.double();
  const rows = fc.array(fc.tuple(time, price, price), { maxLength: 40 });
  const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(rows, cuts, (written, lengths) => {
      const columns = [0, 1, 2].map((c) => Float64Array.from(written, (row) => row[c]!));
      const bytes = Buffer.concat([...copyBytes(columns.map((values, c) => ({ values, isTime: c === 0 })))]);
      const reader = new CopyReader(['timestamptz', 'float8', 'float8'], 'bars');
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const length = lengths[i % lengths.length]!;
        reader.push(bytes.subarray(at, at + length));
        at += length;
      }
      const columnsRead = reader.finish(written.length);
      columnsRead.forEach((column, c) => expect([...column]).toEqual([...columns[c]!]));
    }),
  );
});

it('grows beyond its first capacity', () => {
  const values = Float64Array.from({ length: 200_000 }, (_, i) => i);
  const bytes = Buffer.concat([...copyBytes([{ values, isTime: false }])]);
  const [column] = read(['float8'], bytes, values.length);
  expect(column).toEqual([...values]);
});

it('reads each kind of number', () => {
  const row = [
    [0, 5, 0, 0, 0, 2, 0xff, 0xfe],
    [0, 0, 0, 4, 0xff, 0xff, 0xff, 0xfd],
    [0, 0, 0, 8, 0, 0x20, 0, 0, 0, 0, 0, 1],
    [0, 0, 0, 4, 0x3d, 0xcc, 0xcc, 0xcd],
    [0xff, 0xff, 0xff, 0xff],
  ].flat();
  const kinds: ColumnKind[] = ['int2', 'int4', 'int8', 'float4', 'float8'];
  const columns = read(kinds, bytesOf(HEADER, row, [0xff, 0xff]), 1);
  expect(columns).toEqual([[-2], [-3], [9007199254740992], [Math.fround(0.1)], [NaN]]);
});

it.each([
  ['the end is missing', bytesOf(HEADER, [0, 1, 0, 0, 0, 2, 0, 1]), 1, 'INCOMPLETE_COPY'],
  ['a row breaks off', bytesOf(HEADER, [0, 1, 0, 0, 0, 2, 0]), 0, 'INCOMPLETE_COPY'],
  ['the server counted more rows', bytesOf(HEADER, [0, 1, 0, 0, 0, 2, 0, 1, 0xff, 0xff]), 2, 'INCOMPLETE_COPY'],
  ['the header breaks off', bytesOf(HEADER.slice(0, 12)), 0, 'INCOMPLETE_COPY'],
  ['it is something else', bytesOf('HTTP/1.1 200 OK\r\nContent-Type: x'), 0, 'COPY_MALFORMED'],
  ['a flag is not known', bytesOf(HEADER.slice(0, 11), [0, 1, 0, 0, 0, 0, 0, 0, 0xff, 0xff]), 0, 'COPY_MALFORMED'],
  ['a row has another number of fields', bytesOf(HEADER, [0, 2]), 0, 'COPY_MALFORMED'],
  ['a value has another size', bytesOf(HEADER, [0, 1, 0, 0, 0, 4, 0, 0, 0, 1]), 1, 'COPY_MALFORMED'],
  ['bytes follow the end', bytesOf(HEADER, [0xff, 0xff, 0]), 0, 'COPY_MALFORMED'],
])('refuses rows where %s', (_, bytes, rows, code) => {
  expect(() => read(['int2'], bytes, rows)).toThrow(expect.objectContaining({ code, where: 'bars' }));
});
