// npm run accuracy -- [area...] [--goldens DIR] [--data DIR] [--json]
import { fileURLToPath } from 'node:url';
import { areas } from './areas.ts';
import { runAccuracy } from './run.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error; // a reader that goes away, such as `head`, is no failure
});
process.exitCode = await runAccuracy(process.argv.slice(2), { areas, repository, print: console.log });
