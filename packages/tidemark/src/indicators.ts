// tidemark/indicators: every indicator, batch and streaming.
export * from '@tidemark/modeling-indicators';
