import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshProcess } from './fresh-process.ts';

const MEGABYTE = 1 << 20;

it('measures what a program held at its most, not what it held at its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'measure-'));
  const program = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const idle = await freshProcess(program('idle.mjs', ''), { execArgv: [] });
  const busy = program('busy.mjs', `console.log(Buffer.alloc(${200 * MEGABYTE}, 1).length)`);
  const { peakRss, stdout } = await freshProcess(busy, { execArgv: [] });
  rmSync(folder, { recursive: true });
  expect(stdout.trim()).toBe(String(200 * MEGABYTE));
  expect((peakRss - idle.peakRss) / MEGABYTE).toBeGreaterThan(190);
});
