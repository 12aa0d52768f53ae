import { randomUUID } from 'node:crypto';
import { DataError } from '../error.ts';
import { parameterPlaces } from './parameter-places.ts';
import { parameterText, type PostgresValue } from './parameter-value.ts';
import type { Session } from './session.ts';

/**
 * A statement without parameters that means the same as one with them, inside of the transaction: COPY takes none.
 *
 * No value ever becomes a part of the text. The server is asked for the type of each parameter (PREPARE), is sent the
 * values by a bound statement which puts them into settings of the transaction (`set_config`), and reads them back
 * where `$1` stood: `(current_setting('tidemark.p1')::type)`. That text is the same whatever the value is, and the
 * name of the type is the server's own, quoted by it: there is nothing to escape, and so nothing to escape from.
 *
 * @param sql one statement that selects
 * @throws DataError BAD_PARAMETER where the counts differ or a value cannot be sent; what the server says of the SQL
 */
export async function bindParameters(
  session: Session,
  sql: string,
  params: readonly PostgresValue[],
  where: string,
): Promise<string> {
  const places = parameterPlaces(sql);
  const types = places.length === 0 ? [] : await parameterTypes(session, sql);
  if (types.length !== params.length) {
    const what = `the statement has ${types.length} parameters, ${params.length} were given`;
    throw new DataError('BAD_PARAMETER', { what, where, fix: 'give params: one value for each of $1, $2, …' });
  }
  const texts = params.map((value, i) => parameterText(value, `params[${i}]`));
  const sent = texts.flatMap((text, i) => (text === undefined ? [] : [{ text, name: `tidemark.p${i + 1}` }]));
  if (sent.length > 0) {
    const calls = sent.map(({ name }, i) => `set_config('${name}', $${i + 1}, true)`);
    await session.query(
      `select ${calls.join(', ')}`,
      sent.map(({ text }) => text),
    );
  }
  let bound = '';
  let done = 0;
  for (const { number, start, end } of places) {
    const value = texts[number - 1] === undefined ? 'NULL' : `current_setting('tidemark.p${number}')`;
    bound += `${sql.slice(done, start)}(${value}::${types[number - 1]})`;
    done = end;
  }
  return bound + sql.slice(done);
}

async function parameterTypes(session: Session, sql: string): Promise<string[]> {
  const prepared = `tidemark_${randomUUID().replaceAll('-', '')}`;
  await session.query(`PREPARE ${prepared} AS ${sql}`);
  const found = await session.query(
    `select format_type(t.type, -1) from pg_prepared_statements,
       unnest(parameter_types::oid[]) with ordinality as t (type, place) where name = $1 order by t.place`,
    [prepared],
  );
  await session.query(`DEALLOCATE ${prepared}`);
  return found.rows.map(([type]) => String(type));
}
