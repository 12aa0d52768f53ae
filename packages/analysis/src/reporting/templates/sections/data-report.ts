import { formatMoment, formatNumber } from '../../../visualization/format.ts';
import { html, type Markup } from '../../markup.ts';
import type { ReportModel } from '../../model.ts';
import { scrollable } from '../scrollable.ts';

/** What the run's reader should know before the numbers. */
export function warningsSection({ warnings }: ReportModel): Markup | false {
  if (warnings.length === 0) return false;
  const items = warnings.map(({ code, what }) => html`<li>${what} <code>${code}</code></li>`);
  return html`<section class="notice" id="warnings">
    <h2>Read this first</h2>
    <ul>
      ${items}
    </ul>
  </section>`;
}

/** What was found in the data. */
export function dataReportSection({ dataReport }: ReportModel): Markup | false {
  if (dataReport === null) return false;
  const { source, rows, bars, from, to, findings } = dataReport;
  const span = from === null || to === null ? '' : `, ${formatMoment(from)} to ${formatMoment(to)}`;
  const items = findings.map(
    ({ code, what, count, where, fix }) =>
      html`<tr>
        <td class="wrap">${what} <code>${code}</code></td>
        <td>${formatNumber(count, 0)}</td>
        <td class="left wrap">${where}</td>
        <td class="left wrap">${fix}</td>
      </tr> `,
  );
  const table = html`<table aria-label="Findings in the data">
    <thead>
      <tr>
        <th scope="col">Finding</th>
        <th scope="col">Rows</th>
        <th scope="col" class="left">First at</th>
        <th scope="col" class="left">What to do</th>
      </tr>
    </thead>
    <tbody>
      ${items}
    </tbody>
  </table>`;
  return html`<section id="data">
    <h2>Data</h2>
    <p class="question">${source}: ${formatNumber(rows, 0)} rows, ${formatNumber(bars, 0)} bars${span}.</p>
    ${findings.length === 0 ? html`<p>Nothing was found in it.</p>` : scrollable('Findings in the data', table)}
  </section>`;
}
