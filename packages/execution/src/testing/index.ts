// For tests of sizers, brokers and engines: bars and strategies that say exactly what they are told to.
export { priceBars, scripted } from './scripted.ts';
