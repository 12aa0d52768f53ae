import { pathToFileURL, fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import { expect, it } from 'vitest';
import { strategyFile } from './strategy-file.ts';

const here = fileURLToPath(import.meta.url);

it('finds a file by URL, by the text of one, and by a path from the current folder', () => {
  const file = strategyFile(new URL(import.meta.url));
  expect(file).toMatchObject({ path: here, url: pathToFileURL(here).href, isTypeScript: true });
  expect(file.hash).toMatch(/^[0-9a-f]{32}$/);
  expect(strategyFile(pathToFileURL(here).href)).toEqual(file);
  expect(strategyFile(relative(process.cwd(), here))).toEqual(file);
});

it('suggests the nearest name for a missing file', () => {
  const error: unknown = expect.objectContaining({
    code: 'STRATEGY_FILE_MISSING',
    fix: 'did you mean strategy-file.ts?',
  });
  expect(() => strategyFile(here.replace('strategy-file.test.ts', 'stratgey-file.ts'))).toThrow(error);
});

it('refuses a URL that is no file', () => {
  const error: unknown = expect.objectContaining({ code: 'STRATEGY_FILE_TYPE' });
  expect(() => strategyFile(new URL('https://example.com/strategy.ts'))).toThrow(error);
});
