export { rsi } from './rsi.ts';
