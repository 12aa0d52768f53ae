import { CHART_STYLE } from '../../visualization/chart-frame.ts';
import { html, Markup } from '../markup.ts';
import type { ReportModel } from '../model.ts';
import { REPORT_STYLE } from './report-style.ts';
import { calendarSection } from './sections/calendar.ts';
import { chartsSection } from './sections/charts.ts';
import { dataReportSection, warningsSection } from './sections/data-report.ts';
import { drawdownsSection } from './sections/drawdowns.ts';
import { figureSections } from './sections/figures.ts';
import { headerSection } from './sections/header.ts';
import { ordersSection } from './sections/orders.ts';
import { reproduceSection } from './sections/reproduce.ts';
import { tradesSection } from './sections/trades.ts';

/** The page refuses to load anything by itself: there is nothing to load. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** One run from the question "did it work?" to "make it again": a whole page without a script. */
export function backtestReport(model: ReportModel): Markup {
  const { strategy, symbol, dataReport } = model;
  const sections = ['charts', 'figures', 'drawdowns', 'months', 'trades', 'orders', dataReport && 'data', 'reproduce'];
  const links = sections.map(
    (id) => id && html`<li><a href="#${id}">${id.charAt(0).toUpperCase() + id.slice(1)}</a></li>`,
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
        <main>
          ${warningsSection(model)} ${chartsSection(model)} ${figureSections(model)} ${drawdownsSection(model)}
          ${calendarSection(model)} ${tradesSection(model)} ${ordersSection(model)} ${dataReportSection(model)}
          ${reproduceSection(model)}
        </main>
        <footer>
          Made by Tidemark. Past results, simulated ones above all, say little of future ones. Select a figure’s name
          for its formula and convention.
        </footer>
      </body>
    </html> `;
}
