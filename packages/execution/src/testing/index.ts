// Bars and strategies that say exactly what they are told to, and what came of them as rows.
export { priceBars, scripted } from './scripted.ts';
export { ohlcBars, type OhlcRow } from './ohlc-bars.ts';
export { fillRows } from './fill-rows.ts';
