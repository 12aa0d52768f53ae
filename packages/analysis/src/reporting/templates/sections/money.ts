import { formatMoment, formatMoney, formatNumber, formatPercent } from '../../../visualization/format.ts';
import { html, type Content, type Markup } from '../../markup.ts';
import type { MoneyLine, MoneyReport, ReportModel } from '../../model.ts';
import { scrollable } from '../scrollable.ts';

/** The net profit by where it came from. Nothing where prices alone made it. */
export function moneySection({ money, currency }: ReportModel): Markup | false {
  const { netProfit, lines } = money;
  if (lines.length < 2) return false;
  const shares = netProfit > 0;
  const table = html`<table aria-label="Net profit by source">
    <thead>
      <tr>
        <th scope="col">From</th>
        <th scope="col">Sum</th>
        ${shares && html`<th scope="col">Of the profit</th>`}
        <th scope="col">Received</th>
        <th scope="col">Paid</th>
        <th scope="col">Payments</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map((line) => row(line, currency, shares))}
      <tr class="sum">
        <th scope="row">Net profit</th>
        <td>${formatMoney(netProfit, currency)}</td>
        ${shares && html`<td>${formatPercent(1, 1)}</td>`}
        <td></td>
        <td></td>
        <td></td>
      </tr>
    </tbody>
  </table>`;
  return html`<section id="money">
    <h2>Where the profit came from</h2>
    <p class="question">
      What did holding and trading cost? Price changes include slippage and positions still
      open.${!shares && ' There was no profit to have a share of.'}
    </p>
    ${scrollable('Net profit by source', table)} ${payments(money, currency)}
  </section>`;
}

function row(
  { kind, name, count, received, paid, sum, shareOfProfit }: MoneyLine,
  currency: string,
  shares: boolean,
): Markup {
  const money = (value: number | null): string => (value === null || value === 0 ? '' : formatMoney(value, currency));
  return html`<tr>
    <th scope="row" class="wrap">${name}${kind !== name && kind.includes('(') && [' ', html`<code>${kind}</code>`]}</th>
    <td class="${sum < 0 ? 'loss' : 'gain'}">${formatMoney(sum, currency)}</td>
    ${shares && html`<td>${shareOfProfit === null ? '' : formatPercent(shareOfProfit, 1)}</td>`}
    <td>${money(received)}</td>
    <td>${money(paid === null ? null : -paid)}</td>
    <td>${count === null ? '' : formatNumber(count, 0)}</td>
  </tr> `;
}

function payments({ payments: count, largest }: MoneyReport, currency: string): Content {
  if (count === 0) return false;
  const all = largest.length === count;
  const title = all ? 'The payments' : 'The largest payments';
  const rows = largest.map(
    ({ time, symbol, kind, amount }) =>
      html`<tr>
        <td>${formatMoment(time)}</td>
        <td class="left">${symbol ?? 'account'}</td>
        <td class="left wrap">${kind}</td>
        <td class="${amount < 0 ? 'loss' : 'gain'}">${formatMoney(amount, currency)}</td>
      </tr> `,
  );
  const table = html`<table aria-label="${title}">
    <thead>
      <tr>
        <th scope="col">When</th>
        <th scope="col" class="left">For</th>
        <th scope="col" class="left">Kind</th>
        <th scope="col">Amount</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return html`<details class="more">
    <summary>
      ${all ? `All ${formatNumber(count, 0)} payments` : `The ${largest.length} largest of ${formatNumber(count, 0)} payments; the run’s result holds all of them`}
    </summary>
    ${scrollable(title, table)}
  </details>`;
}
