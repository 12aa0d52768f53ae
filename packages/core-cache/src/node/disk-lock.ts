import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FlightLock, Lease } from '../single-flight.ts';
import { ageOf, createFile, readText, removeFile, replaceFile } from './files.ts';
import { fileName, isAlive, thisHost } from './paths.ts';

/** How long locks are held and waited for. */
export interface LockTimes {
  /** A holder that has not renewed its lease for this long is taken for gone. Default 10 s. */
  readonly leaseMs: number;
  /** A caller that has waited for this long computes the value itself. Default 60 s. */
  readonly waitMs: number;
}

/** What a lock file says. */
interface Held {
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  /** Epoch ms. */
  readonly until: number;
  readonly fence: number;
}

const LONGEST_PAUSE_MS = 50;

/** The right to compute a key, as a file that only one process can create. */
export class DiskLease implements Lease {
  readonly fence: number;
  readonly #path: string;
  readonly #held: Held;
  readonly #leaseMs: number;
  readonly #renewal: NodeJS.Timeout;

  constructor(path: string, held: Held, leaseMs: number) {
    this.fence = held.fence;
    this.#path = path;
    this.#held = held;
    this.#leaseMs = leaseMs;
    this.#renewal = setInterval(() => this.#renew(), leaseMs / 3);
    this.#renewal.unref();
  }

  /** Whether nobody has taken over or removed the lock. */
  isHeld(): boolean {
    return readHeld(this.#path)?.token === this.#held.token;
  }

  release(): void {
    clearInterval(this.#renewal);
    // Compare and delete; one whose time was over may be somebody else's between the two.
    const now = readHeld(this.#path);
    if (now?.token === this.#held.token && Date.now() < now.until) removeFile(this.#path);
  }

  #renew(): void {
    try {
      if (!this.isHeld()) return;
      writeHeld(this.#path, { ...this.#held, until: Date.now() + this.#leaseMs });
    } catch {
      // the next renewal may succeed; else the lease ends with its time
    }
  }
}

/** One holder a key among the processes and threads that share a folder. */
export class DiskLock implements FlightLock {
  readonly #folder: string;
  readonly #times: LockTimes;

  constructor(folder: string, times: LockTimes) {
    this.#folder = folder;
    this.#times = times;
  }

  pathOf(key: string): string {
    return join(this.#folder, fileName(key));
  }

  acquire(key: string): DiskLease | undefined {
    const path = this.pathOf(key);
    const { leaseMs } = this.#times;
    const mine = (fence: number): Held => ({
      token: randomUUID(),
      host: thisHost,
      pid: process.pid,
      until: Date.now() + leaseMs,
      fence,
    });
    const first = mine(Date.now());
    if (createFile(path, JSON.stringify(first))) return new DiskLease(path, first, leaseMs);
    const other = readHeld(path);
    if (other === undefined) {
      // Just released, or being written; unless its writer was killed between the two.
      if (ageOf(path, Date.now()) > leaseMs) removeFile(path);
      return undefined;
    }
    if (isInForce(other)) return undefined;
    return this.#takeOver(path, other, mine(Math.max(other.fence + 1, Date.now())));
  }

  /** Of those who saw the same lock run out, only one can create the mark that bears its token. */
  #takeOver(path: string, old: Held, held: Held): DiskLease | undefined {
    const mark = `${path}.${old.token}`;
    if (!createFile(mark, String(process.pid))) return undefined;
    try {
      if (readHeld(path)?.token !== old.token) return undefined; // somebody was here before
      writeHeld(path, held);
      return new DiskLease(path, held, this.#times.leaseMs);
    } finally {
      removeFile(mark);
    }
  }

  async pause(attempt: number): Promise<boolean> {
    if (attempt * LONGEST_PAUSE_MS >= this.#times.waitMs) return false;
    await sleep(Math.min(LONGEST_PAUSE_MS, 2 + attempt * 2));
    return true;
  }
}

function isInForce({ until, host, pid }: Held): boolean {
  return Date.now() < until && (host !== thisHost || isAlive(pid));
}

function readHeld(path: string): Held | undefined {
  const text = readText(path);
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text) as Held;
  } catch {
    return undefined; // being written
  }
}

function writeHeld(path: string, held: Held): void {
  replaceFile(path, [Buffer.from(JSON.stringify(held))]);
}
