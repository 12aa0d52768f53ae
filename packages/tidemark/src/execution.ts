// tidemark/execution: orders, fills, portfolio, backtests.
export * from '@tidemark/execution';
