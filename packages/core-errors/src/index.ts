// What a package needs to fail well: the error every package subclasses once, and "did you mean".
export { TidemarkError, isTidemarkError, type ErrorDetails } from './error.ts';
export { nearestName } from './suggest.ts';
