import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { DiskLock, type DiskLease } from './disk-lock.ts';

const root = mkdtempSync(join(tmpdir(), 'disk-lock-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;
const lockOf = (leaseMs: number, waitMs = 1_000, folder = join(root, String(++made))) => ({
  folder,
  lock: new DiskLock(folder, { leaseMs, waitMs }),
});
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('has one holder a key', () => {
  const { lock, folder } = lockOf(5_000);
  const lease = lock.acquire('a')!;
  expect([lock.acquire('a'), lease.isHeld()]).toEqual([undefined, true]);
  const other = lock.acquire('b')!;
  lease.release();
  other.release();
  expect([lease.isHeld(), readdirSync(folder)]).toEqual([false, []]);
  lock.acquire('a')!.release();
});

it('is kept for as long as its holder works', async () => {
  const { lock } = lockOf(60);
  const lease = lock.acquire('a')!;
  await sleep(150);
  expect([lock.acquire('a'), lease.isHeld()]).toEqual([undefined, true]);
  lease.release();
});

/** What a holder would have written that has gone away, or whose clock has stopped. */
function abandon(lock: DiskLock, change: object): void {
  const path = lock.pathOf('a');
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), ...change }));
}

it('is taken over from one whose time is over, with a higher fence, and the old one may not release it', () => {
  const { lock, folder } = lockOf(5_000);
  const old = lock.acquire('a')!;
  abandon(lock, { until: Date.now() - 1 });
  const lease = lock.acquire('a')!;
  expect([lease.fence > old.fence, old.isHeld(), lease.isHeld()]).toEqual([true, false, true]);
  old.release();
  expect([lease.isHeld(), readdirSync(folder).length]).toEqual([true, 1]);
  lease.release();
});

it('is taken over from a process that is gone, at once', () => {
  const { lock } = lockOf(60_000);
  const old = lock.acquire('a')!;
  abandon(lock, { pid: 999_999_999 });
  const lease = lock.acquire('a');
  expect([lease?.isHeld(), old.isHeld()]).toEqual([true, false]);
  lease?.release();
  old.release();
});

it('is taken over by one alone of those who see that it is abandoned', () => {
  const { lock, folder } = lockOf(5_000);
  const old = lock.acquire('a')!;
  abandon(lock, { until: Date.now() - 1 });
  const others = Array.from({ length: 5 }, () => lockOf(5_000, 1_000, folder).lock);
  const leases = others.map((other) => other.acquire('a')).filter((lease): lease is DiskLease => lease !== undefined);
  expect(leases).toHaveLength(1);
  leases[0]!.release();
  old.release();
});

it('is not held for ever by one that was killed before it could write its name', () => {
  const { lock, folder } = lockOf(1_000);
  lock.acquire('a')!.release();
  writeFileSync(lock.pathOf('a'), '');
  expect(lock.acquire('a')).toBeUndefined();
  utimesSync(lock.pathOf('a'), 1, 1);
  lock.acquire('a');
  expect(existsSync(lock.pathOf('a'))).toBe(false);
  lock.acquire('a')!.release();
  expect(readdirSync(folder)).toEqual([]);
});

it('lets its waiters give up', async () => {
  const { lock } = lockOf(1_000, 100);
  expect([await lock.pause(0), await lock.pause(1), await lock.pause(2)]).toEqual([true, true, false]);
});
