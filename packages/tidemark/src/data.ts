// tidemark/data: sources that need no file system.
export * from '@tidemark/data';
