// npm run bench -- [area...] [--json]
import { areas } from './areas.ts';
import { runBenchmarks } from './run.ts';

process.exitCode = await runBenchmarks(process.argv.slice(2), { areas, print: console.log });
