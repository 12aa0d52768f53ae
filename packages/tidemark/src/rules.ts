// tidemark/rules: trading rules as data.
export * from '@tidemark/modeling-rules';
