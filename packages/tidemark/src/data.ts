// tidemark/data: sources that need no file system, transformers, handlers, calendars, checks.
export * from '@tidemark/data';
