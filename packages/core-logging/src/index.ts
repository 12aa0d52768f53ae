export { LoggingError } from './error.ts';
