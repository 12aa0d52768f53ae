import { formatMoment, formatNumber } from '../../../visualization/format.ts';
import { figureText } from '../../figure-text.ts';
import { html, type Content, type Markup } from '../../markup.ts';
import type { AmbiguityReport, AmbiguousBar, IntervalFigure, ReportModel } from '../../model.ts';
import { cut } from '../cut.ts';
import { scrollable } from '../scrollable.ts';

const MOST_ROWS = 20;

const KINDS: Readonly<Record<string, string>> = {
  stopAndTarget: 'stop and target both touched',
  legInEntryBar: 'stop or target touched in the bar of the entry',
  bothEntries: 'orders that cancel each other both touched',
};

/** What of the interval the page shows; the model has every metric. */
const HEADLINES: readonly string[] = [
  'totalReturn',
  'cagr',
  'sharpe',
  'maxDrawdown',
  'tradeCount',
  'winRate',
  'profitFactor',
  'netProfit',
];

/** Bars that do not show what decided, and how far the outcome hangs on them. Nothing where there are none. */
export function ambiguitiesSection({ ambiguities, currency, symbol }: ReportModel): Markup | false {
  if (ambiguities === null) return false;
  const several = ambiguities.cases.some((each) => each.symbol !== symbol);
  const { shown, note } = cut(ambiguities.cases, MOST_ROWS);
  const table = html`<table aria-label="Ambiguous bars">
    <thead>
      <tr>
        <th scope="col">Bar</th>
        ${several && html`<th scope="col" class="left">Symbol</th>`}
        <th scope="col" class="left">What the bar leaves open</th>
        <th scope="col" class="left">Filled</th>
        <th scope="col" class="left">Orders</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map((each) => row(each, several))}
    </tbody>
  </table>`;
  return html`<section id="ambiguities">
    <h2>Ambiguous bars</h2>
    <p class="question">What can the bars not tell? ${summary(ambiguities)}</p>
    ${intervalTable(ambiguities.interval, currency)} ${note} ${scrollable('Ambiguous bars', table)}
  </section>`;
}

function summary({ bars, byKind }: AmbiguityReport): string {
  const kinds = Object.entries(byKind).map(([kind, count]) => `${KINDS[kind] ?? kind} (${formatNumber(count, 0)})`);
  return `${formatNumber(bars, 0)} ${bars === 1 ? 'bar does' : 'bars do'} not show what came first: ${kinds.join(', ')}.`;
}

function intervalTable(interval: AmbiguityReport['interval'], currency: string): Content {
  if (interval === null) {
    return html`<p class="note">
      How far the outcome hangs on them was not asked: <code>analyze</code> takes what
      <code>ambiguityInterval</code> answers.
    </p>`;
  }
  const figures = HEADLINES.map((id) => interval.find((figure) => figure.id === id)).filter(
    (each) => each !== undefined,
  );
  const cell = (value: number | null, { unit, reason }: IntervalFigure): Markup =>
    html`<td${value === null && html` class="missing"`}>${figureText({ value, reason }, unit, currency)}</td>`;
  const rows = figures.map(
    (figure) =>
      html`<tr>
        <th scope="row">${figure.name}</th>
        ${cell(figure.pessimistic, figure)}${cell(figure.value, figure)}${cell(figure.optimistic, figure)}
      </tr> `,
  );
  const table = html`<table class="figures" aria-label="Outcome between the worst and the best reading">
    <thead>
      <tr>
        <th scope="col">Had each gone</th>
        <th scope="col">against you</th>
        <th scope="col">as in this run</th>
        <th scope="col">for you</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return [
    scrollable('Outcome between the worst and the best reading', table),
    html`<p class="note">A better bar is not always a better run: what follows an early exit may outweigh it.</p>`,
  ];
}

function row({ time, symbol, kind, filled, orders }: AmbiguousBar, several: boolean): Markup {
  return html`<tr>
    <td>${formatMoment(time)}</td>
    ${several && html`<td class="left">${symbol}</td>`}
    <td class="left wrap">${KINDS[kind] ?? kind}</td>
    <td class="left">${filled === null ? 'none' : `${filled.was} (order ${filled.id})`}</td>
    <td class="left">${orders.join(', ')}</td>
  </tr> `;
}
