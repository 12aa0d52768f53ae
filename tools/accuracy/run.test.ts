import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Area, CaseOutcome } from './area.ts';
import type { AreaEntry } from './areas.ts';
import { runAccuracy } from './run.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with the files given by relative path. */
function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'accuracy-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** An area whose cases.json lists its outcomes. */
const listed: Area = ({ goldens }) => JSON.parse(readFileSync(join(goldens, 'cases.json'), 'utf8')) as CaseOutcome[];
const entry = (area: Area): AreaEntry => ({ markers: ['cases.json'], load: () => Promise.resolve(area) });
const passed = JSON.stringify([{ name: 'sma', status: 'passed', difference: 2e-13, tolerance: 'rel 1e-9' }]);
const failed = JSON.stringify([{ name: 'sma', status: 'failed', difference: 2, detail: 'bar 7' }]);

async function run(
  argv: string[],
  { repository = '/nowhere', areas = { ta: entry(listed), ml: entry(listed) } as Record<string, AreaEntry> } = {},
): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await runAccuracy(argv, { areas, repository, print: (line) => lines.push(line) });
  return { code, lines };
}

it('compares every area with the goldens of the repository, and counts in the last line', async () => {
  const repository = folderOf({ 'goldens/ta/cases.json': passed, 'goldens/ml/cases.json': passed });
  const { code, lines } = await run([], { repository });
  expect([code, lines.at(-1)]).toEqual([0, '2 passed, 0 failed, 0 skipped']);
});

it('prints name, largest difference, tolerance and status of a case', async () => {
  const { lines } = await run(['ta', '--goldens', folderOf({ 'ta/cases.json': passed })]);
  expect(lines[1]).toBe('  sma  2.0e-13  rel 1e-9  passed');
});

it('exits 1 when a case failed, and tells where', async () => {
  const { code, lines } = await run(['ta', '--goldens', folderOf({ 'ta/cases.json': failed })]);
  expect([code, lines.at(-1)]).toEqual([1, '0 passed, 1 failed, 0 skipped']);
  expect(lines).toContain('  failed sma: bar 7');
});

it('takes the folder of one area as well as the folder of all', async () => {
  const { code } = await run(['ta', '--goldens', folderOf({ 'cases.json': passed })]);
  expect(code).toBe(0);
});

it('exits 1 when an area that was asked for has no case', async () => {
  const { code, lines } = await run(['ta', 'ml', '--goldens', folderOf({ 'ta/cases.json': passed })]);
  expect([code, lines.at(-1)]).toEqual([1, '1 passed, 0 failed, 0 skipped']);
});

it('fails an area that cannot be compared, and goes on with the others', async () => {
  const goldens = folderOf({ 'ta/cases.json': '{', 'ml/cases.json': passed });
  const { code, lines } = await run(['--goldens', goldens]);
  expect([code, lines.at(-1)]).toEqual([1, '1 passed, 1 failed, 0 skipped']);
});

it.each([
  [['tz'], /^UNKNOWN_AREA there is no area "tz" \(did you mean ta\?\)$/],
  [['--golden', 'x'], /^BAD_USAGE .*--golden.*npm run accuracy/],
])('answers %j with exit code 2', async (argv, message) => {
  const { code, lines } = await run(argv);
  expect([code, lines]).toEqual([2, [expect.stringMatching(message)]]);
});

it('prints nothing but JSON with --json', async () => {
  const { lines } = await run(['ta', '--json', '--goldens', folderOf({ 'ta/cases.json': failed })]);
  expect(JSON.parse(lines.join('\n'))).toMatchObject({ failed: 1, areas: { ta: [{ name: 'sma' }] } });
});

describe('the data file of a case', () => {
  const reads: Area = ({ data }) => [{ name: 'read', status: 'passed', detail: readFileSync(data('spx.csv'), 'utf8') }];
  const withData = (files: Record<string, string>): Promise<{ code: number; lines: string[] }> =>
    run(['ta', '--goldens', folderOf({ 'ta/x': '' }), '--data', folderOf(files)], { areas: { ta: entry(reads) } });

  it('is found by its name in any sub-folder', async () => {
    expect((await withData({ 'a/b/spx.csv': '1,2' })).lines[1]).toMatch(/passed {3}1,2$/);
  });

  it('may be there twice if the bytes agree', async () => {
    expect((await withData({ 'a/spx.csv': '1', 'b/spx.csv': '1' })).code).toBe(0);
  });

  it('is refused when it is there twice with different bytes', async () => {
    const { code, lines } = await withData({ 'a/spx.csv': '1', 'b/spx.csv': '2' });
    expect([code, lines.join(' ')]).toEqual([1, expect.stringContaining('DATA_FILE_AMBIGUOUS')]);
  });

  it('is missed by name, with the nearest that is there', async () => {
    const { lines } = await withData({ 'spy.csv': '1' });
    expect(lines.join(' ').replaceAll(/ +/g, ' ')).toMatch(/DATA_FILE_MISSING .*no file named spx\.csv, only spy\.csv/);
  });
});
