import type { Once } from '@tidemark/core-market';

/** Shares nothing: what is asked for is computed. */
export const anew: Once = (compute, ...args) => compute(...args);
