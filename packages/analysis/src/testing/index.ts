// For tests of what reads a run: exporters, pages, commands.
export { eventfulRun } from './eventful-run.ts';
export { sampleRun } from './sample-run.ts';
