import type { Trade } from '@tidemark/core-market';
import { digitsOf, formatMoment, formatMoney, formatNumber } from '../../../visualization/format.ts';
import { html, type Markup } from '../../markup.ts';
import type { ReportModel } from '../../model.ts';
import { scrollable } from '../scrollable.ts';

/** More rows than anybody reads make a file that nobody opens. */
const MOST_ROWS = 200;

/** Open positions first, then the latest round trips. */
export function tradesSection({ trades, openTrades, currency, symbol }: ReportModel): Markup {
  const shown = trades.slice(-MOST_ROWS).toReversed();
  const cut =
    shown.length === trades.length
      ? `All ${trades.length}, the latest first.`
      : `The last ${shown.length} of ${formatNumber(trades.length, 0)}, the latest first; the JSON and CSV exports hold all of them.`;
  const several = [...openTrades, ...trades].some((trade) => trade.symbol !== symbol);
  const rows = [...openTrades, ...shown].map((trade) => row(trade, currency, several));
  const table = html`<table aria-label="Trades">
    <thead>
      <tr>
        <th scope="col">#</th>
        ${several && html`<th scope="col" class="left">Symbol</th>`}
        <th scope="col" class="left">Side</th>
        <th scope="col">Quantity</th>
        <th scope="col">Entry</th>
        <th scope="col">Price</th>
        <th scope="col">Exit</th>
        <th scope="col">Price</th>
        <th scope="col">Bars</th>
        <th scope="col">Gross</th>
        <th scope="col">Commission</th>
        <th scope="col">Net profit</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  const none = html`<p>No trade was made.</p>`;
  return html`<section id="trades">
    <h2>Trades in ${symbol}</h2>
    <p class="question">
      ${trades.length === 0 ? 'None has closed.' : cut} Times are UTC; prices and money in ${currency}.
    </p>
    ${rows.length === 0 ? none : scrollable('Trades', table)}
  </section>`;
}

/** Two decimals, more for what is cheap: noise beyond them is not a price. */
function price(value: number): string {
  const most = value >= 100 ? 2 : value >= 1 ? 4 : 6;
  return formatNumber(value, Math.max(2, Math.min(most, digitsOf(value))));
}

function row(trade: Trade, currency: string, several: boolean): Markup {
  const { id, quantity, entryTime, entryPrice, exitTime, exitPrice, barsHeld, grossProfit, commission, netProfit } =
    trade;
  return html`<tr>
    <td>${id}</td>
    ${several && html`<td class="left">${trade.symbol}</td>`}
    <td class="left">${quantity < 0 ? 'short' : 'long'}</td>
    <td>${formatNumber(Math.abs(quantity), Math.min(4, digitsOf(quantity)))}</td>
    <td>${formatMoment(entryTime)}</td>
    <td>${price(entryPrice)}</td>
    <td>${trade.open === true ? 'still open' : formatMoment(exitTime)}</td>
    <td>${price(exitPrice)}</td>
    <td>${formatNumber(barsHeld, 0)}</td>
    <td>${formatMoney(grossProfit, currency)}</td>
    <td>${formatMoney(commission, currency)}</td>
    <td class="${netProfit < 0 ? 'loss' : 'gain'}">${formatMoney(netProfit, currency)}</td>
  </tr> `;
}
