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

// Calendars: when markets trade, and what their clocks show. `holidays` holds the rules to write calendars with.
export { calendar, marketRules, type CalendarName } from './calendars/calendar.ts';
export { marketCalendar } from './calendars/market-calendar.ts';
export type { MarketRules, SpecialDay, TradingHours } from './calendars/market-rules.ts';
export * as holidays from './calendars/holidays.ts';
export { chineseDate, qingming } from './calendars/chinese-calendar.ts';
export { withCloseTimes } from './calendars/close-times.ts';
export { TimeZone, zone, type LocalMoment, type LocalTimePolicy } from './calendars/time-zone.ts';

// Quality: what the user of bars should know.
export { describeBars, type DescribeBarsOptions } from './quality/describe-bars.ts';
export { findCopiedOpens } from './quality/opens.ts';

export { DataError, type DataErrorDetails } from './error.ts';
