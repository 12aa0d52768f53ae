export { CacheError } from './error.ts';
