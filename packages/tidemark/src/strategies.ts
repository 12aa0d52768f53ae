// tidemark/strategies: writing strategies, ready-made ones, and the look-ahead audit.
export * from '@tidemark/strategy';
