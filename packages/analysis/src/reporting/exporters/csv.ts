import type { Trade } from '@tidemark/core-market';

const COLUMNS: readonly (readonly [name: string, cell: (trade: Trade) => string | number])[] = [
  ['id', ({ id }) => id],
  ['symbol', ({ symbol }) => symbol],
  ['side', ({ quantity }) => (quantity < 0 ? 'short' : 'long')],
  ['quantity', ({ quantity }) => quantity],
  ['entryTime', ({ entryTime }) => new Date(entryTime).toISOString()],
  ['entryPrice', ({ entryPrice }) => entryPrice],
  ['exitTime', ({ exitTime }) => new Date(exitTime).toISOString()],
  ['exitPrice', ({ exitPrice }) => exitPrice],
  ['barsHeld', ({ barsHeld }) => barsHeld],
  ['grossProfit', ({ grossProfit }) => grossProfit],
  ['commission', ({ commission }) => commission],
  ['netProfit', ({ netProfit }) => netProfit],
  ['open', ({ open }) => (open === true ? 'true' : 'false')],
];

/**
 * Trades as CSV with a header line: times in ISO 8601 UTC, numbers so that they read back to the same bits.
 *
 * @example tradesToCsv([]).startsWith('id,symbol,side,quantity,entryTime') // => true
 */
export function tradesToCsv(trades: readonly Trade[]): string {
  const header = COLUMNS.map(([name]) => name).join(',');
  const rows = trades.map((trade) => COLUMNS.map(([, cell]) => csvCell(cell(trade))).join(','));
  return [header, ...rows, ''].join('\n');
}

/** Quoted where needed; a text that a spreadsheet would take for a formula gets an apostrophe in front. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
