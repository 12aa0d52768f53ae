// tidemark/features: named, causal columns, and labels.
export * from '@tidemark/modeling-features';
