// Contracts that implementations of the ports can hold themselves to. They need no test runner: a breach throws.
export { checkDataSource } from './check-data-source.ts';
export { checkBarStore } from './check-bar-store.ts';
