// For tests of what reads a run: exporters, pages, commands.
export { sampleRun } from './sample-run.ts';
