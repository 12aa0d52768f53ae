// Sources that read files: Node only.
export { csvSource, type CsvSourceOptions } from './csv-source.ts';
export { sampleSp500Path } from './sample.ts';
