// npm run accuracy -- [area...] [--goldens DIR] [--data DIR] [--json]
import { fileURLToPath } from 'node:url';
import { areas } from './areas.ts';
import { runAccuracy } from './run.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
process.exitCode = await runAccuracy(process.argv.slice(2), { areas, repository, print: console.log });
