import { formatNumber } from '../../visualization/format.ts';
import { html, type Markup } from '../markup.ts';

/**
 * The rows that a page shows of a long list, and the sentence that says so where there are more.
 *
 * @param rows as many as there are
 * @param most as many as are shown
 * @param rest where all of them are
 * @example cut([1, 2, 3], 2).shown // => [1, 2]
 */
export function cut<Row>(
  rows: readonly Row[],
  most: number,
  rest = 'the JSON export holds all of them',
): { shown: readonly Row[]; note: Markup | false } {
  const shown = rows.slice(0, most);
  if (shown.length === rows.length) return { shown, note: false };
  const text = `The first ${formatNumber(most, 0)} of ${formatNumber(rows.length, 0)}; ${rest}.`;
  return { shown, note: html`<p class="note">${text}</p>` };
}
