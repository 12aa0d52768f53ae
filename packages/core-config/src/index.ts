export { ConfigError } from './error.ts';
