import { digitsOf, formatKnown, formatMoney, formatNumber } from '../../../visualization/format.ts';
import { html, type Markup } from '../../markup.ts';
import type { MarginCallEntry, ReportModel } from '../../model.ts';
import { cut } from '../cut.ts';
import { scrollable } from '../scrollable.ts';

const MOST_ROWS = 20;

/** When the account could not keep what it held, and what was closed for it. Nothing where it always could. */
export function marginSection({ marginCalls, currency, symbol }: ReportModel): Markup | false {
  if (marginCalls.length === 0) return false;
  const worst = Math.max(...marginCalls.map(({ shortfall }) => shortfall));
  const count = `${formatNumber(marginCalls.length, 0)} ${marginCalls.length === 1 ? 'call' : 'calls'}`;
  const { shown, note } = cut(marginCalls, MOST_ROWS);
  const table = html`<table aria-label="Margin calls">
    <thead>
      <tr>
        <th scope="col">Known</th>
        <th scope="col">Equity</th>
        <th scope="col">Maintenance</th>
        <th scope="col">Missing</th>
        <th scope="col" class="left">Closed at the next open</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map((call) => row(call, currency, symbol))}
    </tbody>
  </table>`;
  return html`<section id="margin">
    <h2>Margin calls</h2>
    <p class="question">
      Could the account keep what it held? ${count}; the most that was missing is ${formatMoney(worst, currency)}.
    </p>
    ${note} ${scrollable('Margin calls', table)}
  </section>`;
}

/** @param only the one symbol of the run: it need not be told again */
function row(
  { time, equity, maintenance, shortfall, reductions }: MarginCallEntry,
  currency: string,
  only: string,
): Markup {
  const units = (value: number): string => formatNumber(Math.abs(value), Math.min(4, digitsOf(value)));
  const closed = reductions.map(({ id, symbol, filledQuantity, status }) => {
    const what = filledQuantity === 0 ? status : `${filledQuantity > 0 ? 'bought' : 'sold'} ${units(filledQuantity)}`;
    return `${what}${symbol === only ? '' : ` ${symbol}`} (order ${id})`;
  });
  return html`<tr>
    <td>${formatKnown(time)}</td>
    <td>${formatMoney(equity, currency)}</td>
    <td>${formatMoney(maintenance, currency)}</td>
    <td>${formatMoney(shortfall, currency)}</td>
    <td class="left wrap">${closed.length === 0 ? 'nothing' : closed.join(', ')}</td>
  </tr> `;
}
