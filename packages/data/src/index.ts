// Sources: where bars come from. Files are under `@tidemark/data/node`.
export { memorySource } from './sources/memory.ts';
export { syntheticBars, syntheticSource, type SyntheticOptions } from './sources/synthetic.ts';
export { geometricBrownian, type GeometricBrownianOptions, type PriceModel } from './sources/price-model.ts';
export { answerQuery, throwIfAborted, type SourceFacts } from './sources/answer-query.ts';

// CSV: bytes in, columns out; then bars.
export { parseCsv, type CsvColumns } from './sources/csv/parse-csv.ts';
export { csvBars, type CsvBarsOptions } from './sources/csv/csv-bars.ts';
export type { CsvColumnName, CsvOptions } from './sources/csv/csv-options.ts';
export type { EpochUnit } from './sources/csv/time-reader.ts';

// Quality: what the user of bars should know.
export { describeBars, type DescribeBarsOptions } from './quality/describe-bars.ts';
export { findCopiedOpens } from './quality/opens.ts';

export { DataError, type DataErrorDetails } from './error.ts';
