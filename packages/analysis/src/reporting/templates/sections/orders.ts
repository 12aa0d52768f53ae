import { digitsOf, formatKnown, formatMoney, formatNumber } from '../../../visualization/format.ts';
import { html, type Content, type Markup } from '../../markup.ts';
import type { OrderException, ReportModel } from '../../model.ts';
import type { RunRefusal } from '../../run-events.ts';
import { cut } from '../cut.ts';
import { scrollable } from '../scrollable.ts';

const MOST_ROWS = 100;
const MOST_REFUSALS = 20;

/** What became of the orders, and each that did not get what it asked for with its reason. */
export function ordersSection({ orders, currency, symbol }: ReportModel): Markup {
  const { total, fills, commission, byStatus, exceptions, byReason, endedAsMeant, refused } = orders;
  const counts = Object.entries(byStatus).map(([status, count]) => `${formatNumber(count, 0)} ${status}`);
  const summary = `${formatNumber(total, 0)} orders${counts.length > 0 ? `: ${counts.join(', ')}` : ''}. ${formatNumber(fills, 0)} fills, ${formatMoney(commission, currency)} commission.`;
  const { shown, note } = cut(exceptions, MOST_ROWS);
  const several = exceptions.some(({ order }) => order.symbol !== symbol);
  const table = html`<table aria-label="Orders that did not get what they asked for">
    <thead>
      <tr>
        <th scope="col">Order</th>
        <th scope="col">Decided</th>
        ${several && html`<th scope="col" class="left">Symbol</th>`}
        <th scope="col" class="left">Type</th>
        <th scope="col">Asked for</th>
        <th scope="col">Filled</th>
        <th scope="col" class="left">Outcome</th>
        <th scope="col" class="left">Reason</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map((each) => row(each, several))}
    </tbody>
  </table>`;
  const reasons = [
    ...byReason.map(({ outcome, reason, count }) => html`<li>${formatNumber(count, 0)} ${outcome}: ${reason}</li>`),
    ...Object.entries(endedAsMeant).map(
      ([reason, count]) => html`<li>${formatNumber(count, 0)} cancelled as meant, not listed: ${reason}</li>`,
    ),
  ];
  return html`<section id="orders">
    <h2>Orders</h2>
    <p class="question">${summary}</p>
    ${
      reasons.length > 0 &&
      html`<ul class="reasons">
        ${reasons}
      </ul>`
    }
    ${exceptions.length === 0 ? html`<p>Every order got what it asked for.</p>` : [note, scrollable('Orders that did not get what they asked for', table)]}
    ${refusedTable(refused)}
  </section>`;
}

/** Targets of which no order was made: a reader of the orders alone would not see them. */
function refusedTable(refused: readonly RunRefusal[]): Content {
  if (refused.length === 0) return false;
  const { shown, note } = cut(refused, MOST_REFUSALS);
  const rows = shown.map(
    ({ time, symbol, signal, reason }) =>
      html`<tr>
        <td>${formatKnown(time)}</td>
        <td class="left">${symbol}</td>
        <td>${formatNumber(signal, Math.min(2, digitsOf(signal)))}</td>
        <td class="left wrap">${reason}</td>
      </tr> `,
  );
  const table = html`<table aria-label="Targets that became no order">
    <thead>
      <tr>
        <th scope="col">Decided</th>
        <th scope="col" class="left">Symbol</th>
        <th scope="col">Signal</th>
        <th scope="col" class="left">Reason</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return html`<h3>Targets that became no order</h3>
    ${note} ${scrollable('Targets that became no order', table)}`;
}

function row({ order, outcome, reason }: OrderException, several: boolean): Markup {
  const units = (value: number): string => formatNumber(value, Math.min(4, digitsOf(value)));
  return html`<tr>
    <td>${order.id}</td>
    <td>${formatKnown(order.createdTime)}</td>
    ${several && html`<td class="left">${order.symbol}</td>`}
    <td class="left">${order.type}</td>
    <td>${units(order.quantity)}</td>
    <td>${units(order.filledQuantity)}</td>
    <td class="left">${outcome}</td>
    <td class="left wrap">${reason}</td>
  </tr> `;
}
