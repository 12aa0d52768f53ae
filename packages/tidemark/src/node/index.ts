// tidemark/node: what needs a file system.
export { csvSource, sampleSp500Path, type CsvSourceOptions } from '@tidemark/data/node';
export { load, type LoadOptions } from '@tidemark/strategy/node';
export { writeReport } from '@tidemark/analysis/node';
