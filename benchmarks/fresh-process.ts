import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/** How to start a program in a process of its own. */
export interface ProcessOptions {
  readonly args?: readonly string[] | undefined;
  /** Flags for node; left out, TypeScript can be imported. */
  readonly execArgv?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /**
   * The program and all that it imports become one file first, and run without the TypeScript loader: with its 7 MB of
   * live objects in the heap every collection of garbage takes three times as long.
   */
  readonly bundle?: boolean | undefined;
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
  { args = [], bundle = false, execArgv = bundle ? [] : TYPESCRIPT, env = {} }: ProcessOptions = {},
): Promise<ProcessResult> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const report = join(folder, 'peak');
    const source = program instanceof URL ? fileURLToPath(program) : program;
    const file = bundle ? await bundled(source, folder) : source;
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

async function bundled(source: string, folder: string): Promise<string> {
  const outfile = join(folder, 'program.mjs');
  await build({ entryPoints: [source], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return outfile;
}
