import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CacheManager } from '@tidemark/core-cache';
import { diskCache } from '@tidemark/core-cache/node';
import { expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../program.ts';
import { memoryTerminal } from '../terminal/memory-terminal.ts';

/** A folder with a cache of two entries in region bars, and a configuration that names it. */
async function desk(): Promise<(...args: string[]) => Promise<{ code: number; out: string; err: string }>> {
  const cwd = mkdtempSync(join(tmpdir(), 'cache-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'tidemark.config.yaml'), 'cache: { disk: { folder: kept } }\n');
  const caches = new CacheManager({
    regions: { bars: { ttl: '1h', tiers: ['disk'] } },
    stores: { disk: diskCache({ folder: join(cwd, 'kept') }) },
  });
  await caches.region('bars').set('ES', Float64Array.of(1, 2));
  await caches.region('bars').set('NQ', Float64Array.of(3));
  return async (...args) => {
    const terminal = memoryTerminal({ cwd });
    const code = await runProgram(['cache', ...args], terminal);
    return { code, out: terminal.outText(), err: terminal.errText() };
  };
}

it('stats counts entries and bytes by region', async () => {
  const cache = await desk();
  const { code, out } = await cache('stats', '--json');
  expect([code, JSON.parse(out)]).toEqual([0, [expect.objectContaining({ region: 'bars', entries: 2, expired: 0 })]]);
  expect((await cache('stats')).out).toMatch(/bars +2 +0 +\d+ +0/);
});

it('clear removes them', async () => {
  const cache = await desk();
  expect((await cache('clear', '--expired')).out).toBe('removed 0 entries, 0 bytes\n');
  expect((await cache('clear', '--region', 'bars', '--json')).out).toContain('"entries":2');
  expect(JSON.parse((await cache('stats', '--json')).out)).toMatchObject([{ entries: 0 }]);
});

it('a region that is not there is bad usage', async () => {
  const cache = await desk();
  const { code, err } = await cache('clear', '--region', 'bar');
  expect([code, err]).toEqual([2, expect.stringContaining('did you mean bars?')]);
});

it('no folder at all is bad usage that says where to name one', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'cache-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const terminal = memoryTerminal({ cwd });
  expect(await runProgram(['cache', 'stats'], terminal)).toBe(2);
  expect(terminal.errText()).toContain('--folder');
});
