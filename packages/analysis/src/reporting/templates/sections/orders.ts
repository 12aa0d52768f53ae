import { digitsOf, formatKnown, formatMoney, formatNumber } from '../../../visualization/format.ts';
import { html, type Markup } from '../../markup.ts';
import type { OrderException, ReportModel } from '../../model.ts';
import { scrollable } from '../scrollable.ts';

const MOST_ROWS = 100;

/** What became of the orders, and each that did not get what it asked for with its reason. */
export function ordersSection({ orders, currency }: ReportModel): Markup {
  const { total, fills, commission, byStatus, exceptions } = orders;
  const counts = Object.entries(byStatus).map(([status, count]) => `${formatNumber(count, 0)} ${status}`);
  const summary = `${formatNumber(total, 0)} orders${counts.length > 0 ? `: ${counts.join(', ')}` : ''}. ${formatNumber(fills, 0)} fills, ${formatMoney(commission, currency)} commission.`;
  const shown = exceptions.slice(0, MOST_ROWS);
  const cut =
    shown.length < exceptions.length &&
    html`<p class="question">The first ${shown.length} of ${exceptions.length}; the JSON export holds all of them.</p>`;
  const table = html`<table aria-label="Orders that did not get what they asked for">
    <thead>
      <tr>
        <th scope="col">Order</th>
        <th scope="col">Decided</th>
        <th scope="col" class="left">Type</th>
        <th scope="col">Asked for</th>
        <th scope="col">Filled</th>
        <th scope="col" class="left">Outcome</th>
        <th scope="col" class="left">Reason</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(row)}
    </tbody>
  </table>`;
  return html`<section id="orders">
    <h2>Orders</h2>
    <p class="question">${summary}</p>
    ${exceptions.length === 0 ? html`<p>Every order got what it asked for.</p>` : [cut, scrollable('Orders that did not get what they asked for', table)]}
  </section>`;
}

function row({ order, outcome, reason }: OrderException): Markup {
  const units = (value: number): string => formatNumber(value, Math.min(4, digitsOf(value)));
  return html`<tr>
    <td>${order.id}</td>
    <td>${formatKnown(order.createdTime)}</td>
    <td class="left">${order.type}</td>
    <td>${units(order.quantity)}</td>
    <td>${units(order.filledQuantity)}</td>
    <td class="left">${outcome}</td>
    <td class="left wrap">${reason}</td>
  </tr> `;
}
