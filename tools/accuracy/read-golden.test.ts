import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readGolden } from './read-golden.ts';

it('reads a file that is there, and refuses one that is no JSON, by its path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldens-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'good.json'), '[1]');
  writeFileSync(join(folder, 'bad.json'), '{');
  expect([readGolden(folder, 'good.json'), readGolden(folder, 'none.json')]).toEqual([[1], undefined]);
  const unreadable: unknown = expect.objectContaining({ code: 'GOLDEN_UNREADABLE', where: join(folder, 'bad.json') });
  expect(() => readGolden(folder, 'bad.json')).toThrow(unreadable);
});
