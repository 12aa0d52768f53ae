// npm run bench -- [area...] [--json]
import { spawnSync } from 'node:child_process';
import { areas } from './areas.ts';
import { runBenchmarks } from './run.ts';

/**
 * Asks glibc to keep what is freed. Otherwise each large column of each run is handed back to the kernel and faulted in
 * again page by page: on a virtual machine up to 3 µs a page, which is more than the work, and different every time.
 * It holds for ours and for the reference alike; other C libraries ignore it.
 */
const KEEP_FREED_MEMORY = {
  MALLOC_MMAP_THRESHOLD_: '1073741824',
  MALLOC_TRIM_THRESHOLD_: '2147483648',
  MALLOC_TOP_PAD_: '67108864',
};

if (process.env['MALLOC_TOP_PAD_'] === undefined) {
  const env = { ...process.env, ...KEEP_FREED_MEMORY };
  const { status } = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} else {
  process.exitCode = await runBenchmarks(process.argv.slice(2), { areas, print: console.log });
}
