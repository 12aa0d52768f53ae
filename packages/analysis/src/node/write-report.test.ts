import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeReport } from './write-report.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const notWritable = expect.objectContaining({ code: 'OUTPUT_NOT_WRITABLE' });

it('writes every file into a folder that it makes, and nothing else', () => {
  const folder = join(root, 'a', 'b');
  expect(writeReport(folder, { 'report.html': '<p>', 'result.json': '{}' })).toEqual([
    join(folder, 'report.html'),
    join(folder, 'result.json'),
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(['report.html', 'result.json']);
});

it('replaces what was there', () => {
  writeReport(root, { 'report.html': 'old' });
  writeReport(root, { 'report.html': 'new' });
  expect([readFileSync(join(root, 'report.html'), 'utf8'), readdirSync(root)]).toEqual(['new', ['report.html']]);
});

describe('when something fails', () => {
  it('a file in place of the folder is OUTPUT_NOT_WRITABLE, and no folder stays', () => {
    writeFileSync(join(root, 'file'), 'mine');
    expect(() => writeReport(join(root, 'file', 'out'), { 'report.html': '' })).toThrow(notWritable);
    expect(readdirSync(root)).toEqual(['file']);
  });

  it('a file of the name of the folder is told so', () => {
    writeFileSync(join(root, 'file'), 'mine');
    expect(() => writeReport(join(root, 'file'), { 'report.html': '' })).toThrow('this is a file, not a folder');
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('mine');
  });

  it.skipIf(!existsSync('/proc'))('a place where no folder can be made is OUTPUT_NOT_WRITABLE, at once', () => {
    expect(() => writeReport('/proc/report/deep', { 'report.html': '' })).toThrow(notWritable);
  });

  it('the files that were there are there again, and nothing half-written stays', () => {
    writeFileSync(join(root, 'report.html'), 'old');
    mkdirSync(join(root, 'trades.csv'));
    expect(() => writeReport(root, { 'report.html': 'new', 'result.json': '{}', 'trades.csv': '' })).toThrow(
      notWritable,
    );
    expect(readFileSync(join(root, 'report.html'), 'utf8')).toBe('old');
    expect(readdirSync(root).toSorted()).toEqual(['report.html', 'trades.csv']);
  });

  it('a folder made for it goes again', () => {
    const name = `${'x'.repeat(250)}.html`; // longer than a file system takes with the temporary suffix
    expect(() => writeReport(join(root, 'new', 'deep'), { [name]: '' })).toThrow(notWritable);
    expect(existsSync(join(root, 'new'))).toBe(false);
  });
});

it('refuses names that lead out of the folder', () => {
  for (const name of ['../x', 'a/b', '', '..', 'a\\b']) {
    expect(() => writeReport(root, { [name]: '' })).toThrow(expect.objectContaining({ code: 'BAD_FILE_NAME' }));
  }
});
