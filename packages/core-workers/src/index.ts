export { WorkersError } from './error.ts';
