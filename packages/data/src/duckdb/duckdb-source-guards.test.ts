import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { syntheticBars } from '../sources/synthetic.ts';
import { duckdbSource, writeParquet, type DuckDbSourceOptions } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-duckdb-guards-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const bars = (options: DuckDbSourceOptions) => duckdbSource({ instrument: 'ES', threads: 1, ...options }).bars();

const series = syntheticBars({ bars: 10, timeframe: '1h', seed: 1 });
const path = at('bars.parquet');
await writeParquet(series, path);
writeFileSync(at('secret.csv'), 'time,open,high,low,close\n2024-01-02,7,7,7,7\n2024-01-03,7,7,7,7\n');
const all = `select * from '${path}'`;

describe('no value is read as SQL', () => {
  const evil = `x'); drop table bars; copy (select 1) to '${at('evil.csv')}'; select ('`;

  it('not the name of an instrument', async () => {
    const { data } = await bars({ sql: all, instrument: evil });
    expect([data.symbol, data.length]).toEqual([evil, 10]);
    await writeParquet(data, at('evil.parquet'));
    const restored = await duckdbSource({ path: at('evil.parquet') }).bars();
    expect(restored.data.symbol).toBe(evil);
  });

  it('not a parameter, listed or named', async () => {
    const listed = `${all} where ? = ? and close > $3`;
    expect((await bars({ sql: listed, params: [evil, evil, 0] })).data.length).toBe(10);
    const named = `${all} where $evil = $evil and close > $least`;
    expect((await bars({ sql: named, params: { evil, least: 0 } })).data.length).toBe(10);
  });

  it('not a path, whatever letters it has', async () => {
    await expect(bars({ path: `${evil}.parquet` })).rejects.toMatchObject({ code: 'FILE_MISSING' });
    const odd = at(`it's [1] *?; drop "t" -- $1.parquet`);
    await writeParquet(series, odd);
    expect((await duckdbSource({ path: odd }).bars()).data.length).toBe(10);
  });

  it('not the name of a column', async () => {
    const name = `a"; drop table bars; select "b`;
    await writeParquet({ ...series, extra: { [name]: series.close } }, at('column.parquet'));
    const { data } = await bars({ sql: `select * from '${at('column.parquet')}'`, extra: [name] });
    expect(data.extra[name]).toEqual(series.close);
    await expect(bars({ sql: all, columns: { close: name } })).rejects.toMatchObject({ code: 'MISSING_COLUMN' });
  });

  it('not SQL that would end the parentheses around it, or is several statements, or none that selects', async () => {
    await expect(bars({ sql: 'select 1) union (select 2' })).rejects.toMatchObject({ code: 'SQL_FAILED' });
    await expect(bars({ sql: `${all}; drop table x` })).rejects.toMatchObject({
      code: 'NOT_A_SELECT',
      what: 'the SQL has 2 statements',
    });
    const others = [
      'create table t (a int)',
      "copy (select 1) to 'x.csv'",
      'install httpfs',
      'set threads = 1',
      "attach 'x.db'",
    ];
    for (const sql of others) await expect(bars({ sql })).rejects.toMatchObject({ code: 'NOT_A_SELECT' });
    expect((await bars({ sql: `${all} -- a comment at the end` })).data.length).toBe(10);
    expect((await bars({ sql: `${all} ;\n` })).data.length).toBe(10);
    expect(readdirSync(folder)).not.toContain('evil.csv');
  });
});

describe('no file is read that nobody named', () => {
  it('by a parameter, unless files allows it', async () => {
    const sql = 'select * from read_csv($file)';
    const params = { file: at('secret.csv') };
    await expect(bars({ sql, params })).rejects.toMatchObject({
      code: 'FILE_REFUSED',
      what: `${at('secret.csv')} may not be read: the SQL does not name it`,
    });
    expect((await bars({ sql, params, files: [at('secret.csv')] })).data.close[0]).toBe(7);
    expect((await bars({ sql, params, files: [`${folder}/`] })).data.close[0]).toBe(7);
    expect((await bars({ sql, params, files: [at('*.csv')] })).data.close[0]).toBe(7);
  });

  it('by a path that leaves a named folder, or is made in the SQL', async () => {
    mkdirSync(at('inner'), { recursive: true });
    const sql = `select * from read_csv($1)`;
    const out = at('inner/../secret.csv');
    await expect(bars({ sql, params: [out], files: [`${at('inner')}/`] })).rejects.toMatchObject({
      code: 'FILE_REFUSED',
    });
    const made = `select * from read_csv(concat('${folder}', chr(47), 'secret', chr(46), 'csv'))`;
    await expect(bars({ sql: made })).rejects.toMatchObject({ code: 'FILE_REFUSED' });
  });

  it('by a text in the SQL that is no path: a separator, a regular expression', async () => {
    const params = { file: at('secret.csv') };
    for (const text of ['/', './', '.*/', '/*', `${folder}/`, `${folder}/*`]) {
      const sql = `select * from read_csv($file) where '${text}' is not null`;
      await expect(bars({ sql, params })).rejects.toMatchObject({ code: 'FILE_REFUSED' });
    }
  });

  it('over the network: no request goes out', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/bars.parquet`;
    try {
      const refused = { code: 'FILE_REFUSED', fix: 'fetch it first, then name the file' };
      await expect(bars({ sql: `select * from '${url}'` })).rejects.toMatchObject(refused);
      await expect(bars({ sql: 'select * from read_parquet(?)', params: [url] })).rejects.toMatchObject(refused);
      await expect(bars({ sql: "select * from read_parquet('s3://bucket/x.parquet')" })).rejects.toMatchObject(refused);
      expect(() => duckdbSource({ path: url, instrument: 'ES' })).toThrow(
        expect.objectContaining({ code: 'BAD_OPTION' }),
      );
      expect(requests).toBe(0);
    } finally {
      server.close();
    }
  });
});

describe('says what is wrong', () => {
  it('with a path: not there, a folder, empty, of no known kind, cut off', async () => {
    await expect(bars({ path: at('bras.parquet') })).rejects.toMatchObject({
      code: 'FILE_MISSING',
      fix: 'did you mean bars.parquet?',
    });
    await expect(bars({ path: at('gone/*.parquet') })).rejects.toMatchObject({
      code: 'FILE_MISSING',
      what: 'no file matches this pattern',
    });
    await expect(bars({ sql: `select * from '${at('bras.parquet')}'` })).rejects.toMatchObject({
      code: 'FILE_MISSING',
      where: at('bras.parquet'),
    });
    mkdirSync(at('folder.parquet'), { recursive: true });
    await expect(bars({ path: at('folder.parquet') })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    writeFileSync(at('empty.csv'), '');
    await expect(bars({ path: at('empty.csv') })).rejects.toMatchObject({ code: 'EMPTY_FILE' });
    await expect(bars({ path: at('bars.xyz') })).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
    writeFileSync(at('text.parquet'), 'time,open,high,low,close');
    await expect(bars({ path: at('text.parquet') })).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      where: at('text.parquet'),
    });
    await expect(bars({ database: at('gone.duckdb'), sql: all })).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('with SQL, in the words of DuckDB', async () => {
    await expect(bars({ sql: `select tiem from '${path}'` })).rejects.toMatchObject({
      code: 'SQL_FAILED',
      what: expect.stringMatching(/^Binder Error: Referenced column "tiem" not found .*Candidate bindings: "time"/),
    });
    await expect(bars({ sql: 'selec 1' })).rejects.toMatchObject({
      code: 'SQL_FAILED',
      fix: 'correct the SQL: one SELECT in the dialect of DuckDB',
    });
    const cast = "select 'x'::double as close, 1 as open, 1 as high, 1 as low, 1704153600 as time";
    await expect(bars({ sql: cast })).rejects.toMatchObject({
      code: 'SQL_FAILED',
      fix: expect.stringContaining('try_cast'),
    });
  });

  it('without the SQL around the place, which may hold what is nobody else’s business', async () => {
    const error: unknown = await bars({ sql: `select nothing, 'hunter2' as password from '${path}'` }).catch(
      (thrown: unknown) => thrown,
    );
    expect(JSON.stringify((error as { what?: string }).what)).not.toContain('hunter2');
    expect((error as Error).message).not.toContain('hunter2');
  });

  it('with parameters', async () => {
    await expect(bars({ sql: `${all} where close > $least` })).rejects.toMatchObject({
      code: 'BAD_PARAMS',
      fix: 'give { params: { least: … } }',
    });
    await expect(bars({ sql: `${all} where close > $least`, params: { lest: 1 } })).rejects.toMatchObject({
      code: 'BAD_PARAMS',
    });
    await expect(bars({ sql: `${all} where close > ?`, params: [1, 2] })).rejects.toMatchObject({
      code: 'BAD_PARAMS',
      what: 'the SQL has no parameter $2',
    });
    expect((await bars({ sql: `${all} where close > $Least`, params: { Least: 0 } })).data.length).toBe(10);
  });

  it('with options, before anything is read', () => {
    const refused = (options: object): unknown => {
      try {
        return duckdbSource(options);
      } catch (error) {
        return error;
      }
    };
    const bad = (details: object): unknown => expect.objectContaining({ code: 'BAD_OPTION', ...details });
    expect(refused({ path, timezone: 'UTC' })).toEqual(bad({ fix: 'did you mean timeZone?' }));
    expect(refused({ instrument: 'ES' })).toEqual(bad({ what: 'neither path nor sql is given' }));
    expect(refused({ path, sql: all })).toEqual(bad({ what: 'both path and sql are given' }));
    expect(refused({ path, params: [1] })).toEqual(bad({ where: 'options.params' }));
    expect(refused({ sql: ' ; ' })).toEqual(bad({ where: 'options.sql' }));
    expect(refused({ path, memoryLimit: 'much' })).toEqual(bad({ where: 'options.memoryLimit' }));
    expect(refused({ path, timeframe: '1 hour' })).toEqual(bad({ where: 'options.timeframe' }));
    expect(refused({ path, threads: 0 })).toEqual(bad({ where: 'options.threads' }));
    expect(refused({ path, timeZone: 'America/New_Yrok' })).toEqual(
      expect.objectContaining({ code: 'UNKNOWN_TIME_ZONE' }),
    );
  });

  it('with what nothing says: whose bars these are', async () => {
    await expect(duckdbSource({ sql: all }).bars()).rejects.toMatchObject({ code: 'INSTRUMENT_NEEDED' });
  });

  it('with memory that does not suffice', async () => {
    const sql = 'select list(range) as time, 1 as open, 1 as high, 1 as low, 1 as close from range(20000000)';
    await expect(
      bars({ sql: `select len(time) as time, open, high, low, close from (${sql} group by all)`, memoryLimit: '20MB' }),
    ).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
  });
});

it('leaves nothing in the working folder', () => {
  expect(readdirSync('.').filter((name) => /duckdb|\.tmp|\.wal/.test(name))).toEqual([]);
});
