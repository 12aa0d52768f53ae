import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCsv } from './parse-csv.ts';

const HEADER = 'time,open,high,low,close,volume,note';

it('skips a quoted field that is not kept, with whatever is in it', () => {
  const note = fc.string({ maxLength: 12 }).map((text) => `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`);
  fc.assert(
    fc.property(fc.array(note, { minLength: 2, maxLength: 20 }), (notes) => {
      const rows = notes.map((text, i) => `${1.7e12 + i * 60_000},1,2,1,2,${i},${text}`);
      const { close, volume } = parseCsv([HEADER, ...rows].join('\n'));
      expect(close.length).toBe(notes.length);
      expect([...(volume ?? [])]).toEqual([...notes.keys()]);
    }),
    { numRuns: 200 },
  );
});

it('names the line of a fault behind fields that hold line ends', () => {
  const rows = ['1700000000000,1,2,1,2,0,"a\n""b"""', '1700000060000,1,2,1,2,0,"\n\n"', '1700000120000,1,2,1,x,0,""'];
  expect(() => parseCsv([HEADER, ...rows].join('\n'))).toThrow(
    expect.objectContaining({ code: 'BAD_NUMBER', where: 'csv:7:21' }),
  );
});
