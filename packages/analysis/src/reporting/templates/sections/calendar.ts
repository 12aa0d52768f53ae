import { formatNumber } from '../../../visualization/format.ts';
import { html, type Content, type Markup } from '../../markup.ts';
import type { ReportModel } from '../../model.ts';
import { scrollable } from '../scrollable.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DEPTHS = 5;

/** Returns by month, coloured by size; the sign stands in the number too. */
export function calendarSection({ calendar }: ReportModel): Markup {
  const { months, years } = calendar;
  const scale = scaleOf(months.map(({ value }) => value));
  const byMonth = new Map(months.map(({ year, month, value }) => [`${year}-${month}`, value]));
  const cell = (value: number | undefined): Content =>
    value === undefined
      ? html`<td></td>`
      : html`<td class="${depthClass(value, scale)}">${formatNumber(value * 100, 1)}</td>`;
  const rows = years.toReversed().map(
    ({ year, value }) =>
      html`<tr>
        <th scope="row">${year}</th>
        ${MONTHS.map((_, m) => cell(byMonth.get(`${year}-${m + 1}`)))}
        <td class="total ${value < 0 ? 'loss' : 'gain'}">${formatNumber(value * 100, 1)}</td>
      </tr> `,
  );
  const table = html`<table class="heat" aria-label="Returns by month">
    <thead>
      <tr>
        <th scope="col">Year</th>
        ${MONTHS.map((name) => html`<th scope="col">${name}</th>`)}
        <th scope="col">Year</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return html`<section id="months">
    <h2>Returns by month</h2>
    <p class="question">
      Was it one lucky year? Percent, compounded within the month; the first and the last one may be cut.
    </p>
    ${scrollable('Returns by month', table)}
  </section>`;
}

/** The size that has the deepest colour: what 95 % of the months stay below. */
function scaleOf(values: readonly number[]): number {
  const sizes = values.map(Math.abs).toSorted((a, b) => a - b);
  return sizes[Math.floor((sizes.length - 1) * 0.95)] || 1;
}

function depthClass(value: number, scale: number): string {
  const depth = Math.min(DEPTHS, Math.ceil((Math.abs(value) / scale) * DEPTHS));
  return depth === 0 ? '' : `${value < 0 ? 'n' : 'p'}${depth}`;
}
