import { CHART_STYLE } from '../../visualization/chart-frame.ts';
import { html, Markup } from '../markup.ts';
import type { ReportModel } from '../model.ts';
import { REPORT_STYLE } from './report-style.ts';
import { ambiguitiesSection } from './sections/ambiguities.ts';
import { calendarSection } from './sections/calendar.ts';
import { chartsSection } from './sections/charts.ts';
import { dataReportSection, warningsSection } from './sections/data-report.ts';
import { drawdownsSection } from './sections/drawdowns.ts';
import { figureSections } from './sections/figures.ts';
import { headerSection } from './sections/header.ts';
import { marginSection } from './sections/margin.ts';
import { moneySection } from './sections/money.ts';
import { ordersSection } from './sections/orders.ts';
import { reproduceSection } from './sections/reproduce.ts';
import { tradesSection } from './sections/trades.ts';

/** The page refuses to load anything by itself: there is nothing to load. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** One run from the question "did it work?" to "make it again": a whole page without a script. */
export function backtestReport(model: ReportModel): Markup {
  const { strategy, symbol } = model;
  const sections: readonly (readonly [id: string, section: Markup | false])[] = [
    ['charts', chartsSection(model)],
    ['figures', figureSections(model)],
    ['money', moneySection(model)],
    ['drawdowns', drawdownsSection(model)],
    ['months', calendarSection(model)],
    ['ambiguities', ambiguitiesSection(model)],
    ['trades', tradesSection(model)],
    ['orders', ordersSection(model)],
    ['margin', marginSection(model)],
    ['data', dataReportSection(model)],
    ['reproduce', reproduceSection(model)],
  ];
  const links = sections.map(
    ([id, section]) => section && html`<li><a href="#${id}">${id.charAt(0).toUpperCase() + id.slice(1)}</a></li>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="color-scheme" content="light dark" />
        <title>${strategy} on ${symbol}: backtest report</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Markup(REPORT_STYLE + CHART_STYLE)}
        </style>
      </head>
      <body>
        ${headerSection(model)}
        <nav aria-label="Sections">
          <ul>
            ${links}
          </ul>
        </nav>
        <main>${warningsSection(model)} ${sections.map(([, section]) => section)}</main>
        <footer>
          Made by Tidemark. Past results, simulated ones above all, say little of future ones. Select a figure’s name
          for its formula and convention.
        </footer>
      </body>
    </html> `;
}
