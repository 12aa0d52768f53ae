import type { Figure } from './figure.ts';

/** False where the figure breaks its bound, or could not be measured. */
export function withinBound({ ratio, bound }: Figure): boolean {
  return bound === undefined || ratio <= bound;
}

/** The figures as aligned lines, the heading first. */
export function figureTable(figures: readonly Figure[]): string[] {
  const rows = figures.map((figure) => [
    figure.area,
    figure.name,
    `${short(figure.value)} ${figure.unit}`,
    figure.reference,
    `${short(figure.referenceValue)} ${figure.unit}`,
    short(figure.ratio),
    figure.bound === undefined ? '' : short(figure.bound),
    figure.bound === undefined ? '' : withinBound(figure) ? 'yes' : 'NO',
  ]);
  const all = [['area', 'figure', 'ours', 'reference', 'its value', 'ratio', 'bound', 'ok'], ...rows];
  const width = (column: number): number => Math.max(...all.map((row) => row[column]!.length));
  const numeric = new Set([2, 4, 5, 6]);
  const pad = (cell: string, column: number): string =>
    numeric.has(column) ? cell.padStart(width(column)) : cell.padEnd(width(column));
  return all.map((row) => row.map(pad).join('  ').trimEnd());
}

/** Three significant digits, without an exponent: 1234 -> 1,234. */
function short(value: number): string {
  const digits = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return digits.toLocaleString('en-US', { maximumFractionDigits: 6 });
}
