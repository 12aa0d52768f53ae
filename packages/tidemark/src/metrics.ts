// tidemark/metrics: what an equity curve or a list of trades says.
export * from '@tidemark/analysis';
