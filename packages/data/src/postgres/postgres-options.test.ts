import { expect, it } from 'vitest';
import { postgresSource, type PostgresSourceOptions } from './index.ts';

const right: PostgresSourceOptions = { connection: 'postgres://me:hunter2@db/test', table: 'bars', instrument: 'ES' };

it.each([
  [{ tabel: 'bars' }, /did you mean table/],
  [{ missing: 'keep' }, /options\.missing/],
  [{ columns: { clsoe: 'x' } }, /options\.columns: .*did you mean close/],
  [{ timeUnit: 'min' }, /options\.timeUnit/],
  [{ sql: 'select 1' }, /either a table or sql/],
  [{ table: undefined }, /either a table or sql/],
  [{ table: undefined, sql: 'select 1', where: { a: 1 } }, /belong to a table/],
  [{ params: [1] }, /belong to sql/],
  [{ table: undefined, sql: 'select 1\0' }, /NUL/],
  [{ duplicates: 'last' }, /tieBreak/],
  [{ statementTimeoutMs: 0 }, /statementTimeoutMs/],
  [{ connection: 5 }, /connection string/],
  [{ where: { symbol: null } }, /options\.where/],
])('refuses the options %j at once, without a secret', (wrong, message) => {
  const make = (): unknown => postgresSource({ ...right, ...wrong } as PostgresSourceOptions);
  expect(make).toThrow(
    expect.objectContaining({ code: 'BAD_OPTION', message: expect.stringMatching(message) as string }),
  );
  expect(make).not.toThrow(/hunter2/);
});

it('is named after its table', () => {
  const names = [right, { ...right, schema: 'market' }, { ...right, name: 'es' }].map(
    (one) => postgresSource(one).name,
  );
  expect(names).toEqual(['bars', 'market.bars', 'es']);
});
