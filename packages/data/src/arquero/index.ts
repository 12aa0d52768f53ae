// Arquero at the edge: bars to its tables and back. Needs `npm install arquero`.
export { toTable, type ToTableOptions } from './to-table.ts';
export { fromTable } from './from-table.ts';
export type { FromTableOptions, TableColumnName } from './table-options.ts';
