export { ema } from './ema.ts';
export { sma } from './sma.ts';
