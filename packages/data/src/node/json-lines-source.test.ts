import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fingerprint } from '@tidemark/core-market';
import { afterAll, expect, it } from 'vitest';
import { syntheticBars } from '../sources/synthetic.ts';
import { barsToJsonLines } from '../sources/json-lines/bars-to-json-lines.ts';
import { checkDataSource } from '../testing/index.ts';
import { jsonLinesSource } from './json-lines-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-json-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const bars = syntheticBars({ seed: 3, bars: 30_000, timeframe: '1m', instrument: 'ES' });
const text = [...barsToJsonLines(bars)].join('');
const path = file('es.jsonl', text);

it('honours the contract of a source', async () => {
  const small = file('small.jsonl', text.split('\n').slice(0, 20).join('\n'));
  await expect(checkDataSource(jsonLinesSource({ path: small, instrument: 'ES' }))).resolves.toBeUndefined();
});

it('gives the bars that were written, from a file of several pieces and from gzip', async () => {
  for (const at of [path, file('es.jsonl.gz', gzipSync(text))]) {
    const { data, report } = await jsonLinesSource({ path: at, instrument: 'ES' }).bars();
    expect(fingerprint(data)).toBe(fingerprint(bars));
    expect(report).toMatchObject({ source: at.slice(folder.length + 1), rows: 30_000, bars: 30_000, findings: [] });
  }
});

it('reads members of members that options and queries name', async () => {
  const line = (i: number): string =>
    JSON.stringify({ t: 1.7e12 + i * 60_000, bar: { o: 1, h: 2, l: 1, c: 2, v: i }, more: { oi: 7 } });
  const at = file('nested.jsonl', [line(0), line(1), line(2)].join('\n'));
  const columns = { time: 't', open: 'bar.o', high: 'bar.h', low: 'bar.l', close: 'bar.c', volume: 'bar.v' };
  const { data } = await jsonLinesSource({ path: at, instrument: 'ES', columns }).bars({ columns: ['more.oi'] });
  expect([[...data.volume], [...data.extra['more.oi']!]]).toEqual([
    [0, 1, 2],
    [7, 7, 7],
  ]);
});

it('refuses a bad line in any piece, by file, line and column', async () => {
  const bad = file('bad.jsonl', `${text}{"time":"2030-01-01T00:00:00Z","open":1,"high":1,"low":1,"close":oops}\n`);
  await expect(jsonLinesSource({ path: bad, instrument: 'ES' }).bars()).rejects.toMatchObject({
    code: 'BAD_JSON',
    where: `${bad}:30001:66`,
  });
  await expect(jsonLinesSource({ path: join(folder, 'es.json'), instrument: 'ES' }).bars()).rejects.toMatchObject({
    code: 'FILE_MISSING',
  });
  const truncated = file('cut.jsonl.gz', gzipSync(text).subarray(0, 50_000));
  await expect(jsonLinesSource({ path: truncated, instrument: 'ES' }).bars()).rejects.toMatchObject({
    code: 'GZIP_TRUNCATED',
  });
});

it('refuses an option that is none, before anything is read', () => {
  const options = { path, instrument: 'ES', delimiter: ',' };
  expect(() => jsonLinesSource(options)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
});
