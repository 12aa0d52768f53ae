// tidemark/market: the vocabulary, bars as columns, and the ports between packages.
export * from '@tidemark/core-market';
