import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger, type TidemarkLogger } from '../../index.ts';
import { fileHandler, type FileHandlerOptions } from './file.ts';

const HOUR = 3_600_000;
let folder: string;
let now: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-log-'));
  now = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name = 'run.log'): string => join(folder, name);
const text = (name?: string): string => readFileSync(path(name), 'utf8');
const bare: FileHandlerOptions['format'] = ({ msg }) => `${msg}\n`;

function logTo(options: Omit<FileHandlerOptions, 'path'> = {}, name?: string): TidemarkLogger {
  const handlers = [fileHandler({ path: path(name), format: bare, ...options })];
  return createLogger({ handlers, wallClock: { now: () => now } });
}

it('writes each line before the call returns, into a folder that it makes', () => {
  const log = logTo({ format: 'json' }, 'a/b/run.log');
  log.info({ n: 1 }, 'x');
  expect(text('a/b/run.log')).toBe('{"level":"info","time":0,"n":1,"msg":"x"}\n');
});

it('writes for people on request, and after what the file holds', async () => {
  writeFileSync(path(), 'before\n');
  const log = logTo({ format: 'pretty' });
  log.info('x');
  await log.close();
  expect(text()).toBe('before\n00:00:00.000 INFO  x\n');
});

describe('rotation', () => {
  it('by size keeps each file within its bytes, and the newest files', () => {
    const log = logTo({ maxBytes: 4, keep: 2 });
    for (const message of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) log.info(message);
    expect([text(), text('run.log.1'), text('run.log.2')]).toEqual(['g\n', 'e\nf\n', 'c\nd\n']);
    expect(readdirSync(folder).toSorted()).toEqual(['run.log', 'run.log.1', 'run.log.2']);
  });

  it('counts bytes, not letters, and those that were there', () => {
    writeFileSync(path(), '123456\n');
    const log = logTo({ maxBytes: 10 });
    log.info('äöü');
    expect([text(), text('run.log.1')]).toEqual(['äöü\n', '123456\n']);
  });

  it('gives a line that is too long a file alone', () => {
    const log = logTo({ maxBytes: 4 });
    for (const message of ['a', 'much too long', 'b']) log.info(message);
    expect([text('run.log.2'), text('run.log.1'), text()]).toEqual(['a\n', 'much too long\n', 'b\n']);
  });

  it('that keeps none begins again', () => {
    const log = logTo({ maxBytes: 2, keep: 0 });
    for (const message of ['a', 'b']) log.info(message);
    expect([text(), readdirSync(folder)]).toEqual(['b\n', ['run.log']]);
  });

  it('by time begins a file with each hour or day', () => {
    const log = logTo({ every: 'hour' });
    for (const [at, message] of [
      [0, 'a'],
      [HOUR - 1, 'b'],
      [HOUR, 'c'],
      [5 * HOUR, 'd'],
      [HOUR, 'late'],
    ] as const) {
      now = at;
      log.info(message);
    }
    expect([text('run.log.2'), text('run.log.1'), text()]).toEqual(['a\nb\n', 'c\n', 'd\nlate\n']);
  });

  it('by time goes by when an old file was last written', () => {
    writeFileSync(path(), 'yesterday\n');
    utimesSync(path(), 0, (3 * HOUR) / 1_000);
    now = 25 * HOUR;
    logTo({ every: 'day' }).info('today');
    expect([text('run.log.1'), text()]).toEqual(['yesterday\n', 'today\n']);
    now = 26 * HOUR;
    utimesSync(path(), 0, now / 1_000);
    logTo({ every: 'day' }).info('still today');
    expect(text()).toBe('today\nstill today\n');
  });

  it('loses nothing of two that write one file', () => {
    const logs = [logTo({ maxBytes: 50, keep: 100 }), logTo({ maxBytes: 50, keep: 100 })];
    for (let i = 0; i < 200; i++) logs[i % 2]!.info(`line ${i}`);
    const lines = readdirSync(folder).flatMap((name) => text(name).split('\n').filter(Boolean));
    expect(new Set(lines).size).toBe(200);
    expect(lines).toHaveLength(200);
  });
});

describe('a buffer', () => {
  it('waits until it is full, flushed or closed', async () => {
    const log = logTo({ bufferBytes: 5 });
    log.info('a');
    expect(text()).toBe('');
    log.info('bcd');
    expect(text()).toBe('a\nbcd\n');
    log.info('e');
    log.flush();
    expect(text()).toBe('a\nbcd\ne\n');
    log.info('f');
    await log.close();
    expect(text()).toBe('a\nbcd\ne\nf\n');
  });

  it('is written before the file is moved on', async () => {
    const log = logTo({ bufferBytes: 1_000, maxBytes: 4 });
    for (const message of ['a', 'b', 'c']) log.info(message);
    await log.close();
    expect([text('run.log.1'), text()]).toEqual(['a\nb\n', 'c\n']);
  });
});

it('opens again for a line that comes after its end', async () => {
  const log = logTo();
  log.info('a');
  await log.close();
  log.info('b');
  expect(text()).toBe('a\nb\n');
  await log.close();
});

describe('bad options', () => {
  it.each<Partial<FileHandlerOptions>>([
    { path: '' },
    { maxBytes: 0 },
    { maxBytes: NaN },
    { keep: -1 },
    { keep: 1.5 },
    { bufferBytes: -1 },
    { every: 'week' as 'day' },
  ])('refuses %o', (options) => {
    expect(() => fileHandler({ path: path(), ...options })).toThrow(
      expect.objectContaining({ code: 'INVALID_FILE_OPTION', where: `fileHandler.${Object.keys(options)[0]}` }),
    );
  });

  it('names the file that cannot be written', () => {
    writeFileSync(path('plain'), '');
    expect(() => fileHandler({ path: path('plain/run.log') })).toThrow(
      expect.objectContaining({ code: 'LOG_FILE_UNWRITABLE', where: path('plain/run.log') }),
    );
  });

  it.skipIf(!existsSync('/proc'))('comes back from a place where no folder can be made', () => {
    expect(() => fileHandler({ path: '/proc/logs/deep/run.log' })).toThrow(
      expect.objectContaining({ code: 'LOG_FILE_UNWRITABLE' }),
    );
  });
});
