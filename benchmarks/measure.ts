import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** How often to run each candidate. */
export interface MeasureOptions {
  /** Timed runs of each candidate; an odd number gives a true median. Default 7. */
  readonly runs?: number | undefined;
  /** Untimed runs of each candidate before them. Default 2. */
  readonly warmups?: number | undefined;
}

/** @returns the middle value; of an even count the mean of the two in the middle; NaN of none */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Times several ways of doing one thing in one process, in turns (A B A B ...), so that a slow minute of the machine
 * slows all of them. No collection is forced in between: it would throw away compiled code, and measure the compiler.
 *
 * @param candidates name -> one whole run of it; what it returns is kept alive until it has been timed
 * @returns name -> median milliseconds
 */
export async function interleaved<Name extends string>(
  candidates: Readonly<Record<Name, () => unknown>>,
  { runs = 7, warmups = 2 }: MeasureOptions = {},
): Promise<Record<Name, number>> {
  const names = Object.keys(candidates) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = -warmups; run < runs; run++) {
    for (const name of names) {
      const start = performance.now();
      await candidates[name]();
      const elapsed = performance.now() - start;
      if (run >= 0) times.get(name)!.push(elapsed);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name)!)])) as Record<Name, number>;
}

/** How to start a program in a process of its own. */
export interface ProcessOptions {
  readonly args?: readonly string[] | undefined;
  /** Flags for node; left out, TypeScript can be imported. */
  readonly execArgv?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** What a program in a process of its own came to. */
export interface ProcessResult {
  /** Milliseconds from the start of the process to its end. */
  readonly ms: number;
  /** The most memory that was resident at once, in bytes. */
  readonly peakRss: number;
  readonly stdout: string;
}

/** TypeScript of the benchmarks, the packages as they are published. */
const TYPESCRIPT = ['--import', 'tsx'];
const PROBE = fileURLToPath(new URL('./peak-rss.mjs', import.meta.url));

/** Runs a program in a fresh process and measures its time and its peak of resident memory. */
export async function freshProcess(
  program: string | URL,
  { args = [], execArgv = TYPESCRIPT, env = {} }: ProcessOptions = {},
): Promise<ProcessResult> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const report = join(folder, 'peak');
    const file = program instanceof URL ? fileURLToPath(program) : program;
    const start = performance.now();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', pathToFileURL(PROBE).href, ...execArgv, file, ...args],
      { env: { ...process.env, ...env, TIDEMARK_PEAK_RSS_FILE: report }, maxBuffer: 1 << 28 },
    );
    const ms = performance.now() - start;
    return { ms, peakRss: Number(await readFile(report, 'utf8')), stdout };
  } finally {
    await rm(folder, { recursive: true });
  }
}
