import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parameterPlaces } from './parameter-places.ts';

const numbers = (sql: string): number[] => parameterPlaces(sql).map(({ number }) => number);

it.each([
  ['select $1, $2, $1', [1, 2, 1]],
  ["select '$1', $2", [2]],
  ["select 'it''s $1' || $2", [2]],
  [String.raw`select 'a\' || $1 || 'b'`, [1]],
  [String.raw`select E'a\'$1' || $2`, [2]],
  ['select "a$1""$2", $3', [3]],
  ['select $$ $1 $$, $2', [2]],
  ['select $a$ $1 $$ $2 $a$, $3', [3]],
  ['select 1 -- $1\n, $2', [2]],
  ['select /* $1 /* $2 */ $3 */ $4', [4]],
  ['select /* $1', []],
  ['select a$1, b.c$2 from t where x=$3', [3]],
  ['select $12::int4[]', [12]],
  ["select like'$1', $2", [2]],
  ["select U&'\\0041$1', $2", [2]],
])('finds the parameters of %s', (sql, expected) => {
  expect(numbers(sql)).toEqual(expected);
});

it('says where each of them stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(99), (text, number) => {
      const sql = `select '${text.replaceAll("'", "''")}', $${number}`;
      const [place] = parameterPlaces(sql);
      expect(sql.slice(place?.start, place?.end)).toBe(`$${number}`);
    }),
  );
});
