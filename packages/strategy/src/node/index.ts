// What needs a file system: strategies out of files.
export { load, type LoadOptions } from './load.ts';
