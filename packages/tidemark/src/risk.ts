// tidemark/risk: how much to trade.
export * from '@tidemark/risk';
