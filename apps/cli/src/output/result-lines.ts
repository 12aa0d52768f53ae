import { figureOf, figureText, type ReportModel } from '@tidemark/analysis/reporting';
import { formatMoney, formatNumber } from '@tidemark/analysis/visualization';
import type { Style } from '../terminal/style.ts';
import { tableLines, wrapped } from '../terminal/table.ts';

/** What everybody asks first, by metric. The report has all the others. */
const HEADLINES = [
  'totalReturn',
  'cagr',
  'volatility',
  'sharpe',
  'sortino',
  'calmar',
  'maxDrawdown',
  'longestDrawdown',
  'exposureTime',
  'tradeCount',
  'winRate',
  'profitFactor',
  'averageBarsHeld',
] as const;

/** The result as a table beside the benchmark's, and what the figures rest on. */
export function resultLines(model: ReportModel, style: Style): string[] {
  const { currency, benchmark, finalEquity, annualisation, openTrades, orders } = model;
  const own = benchmark === null ? [] : [formatMoney(benchmark.finalEquity, currency)];
  const rows = [['Final equity', formatMoney(finalEquity, currency), ...own]];
  for (const id of HEADLINES) {
    const figure = figureOf(model, id);
    if (figure === undefined) continue;
    const { name, unit } = figure;
    const other = figure.benchmark === undefined ? '' : figureText(figure.benchmark, unit, currency);
    rows.push([name, figureText(figure, unit, currency), ...(benchmark === null ? [] : [other])]);
  }
  rows.push(['Commission paid', formatMoney(orders.commission, currency), ...(benchmark === null ? [] : [''])]);
  const head = ['', model.strategy, ...(benchmark === null ? [] : [benchmark.name])];
  const { periodsPerYear, basis, riskFreeRate } = annualisation;
  const year =
    periodsPerYear === null
      ? `Not annualised: ${basis}.`
      : `Annualised with ${formatNumber(periodsPerYear, Number.isInteger(periodsPerYear) ? 0 : 2)} periods a year ` +
        `(${basis}), risk-free rate ${riskFreeRate}.`;
  const open = openTrades.length === 0 ? '' : ' A position is open at the end, valued at the last close.';
  return [...tableLines({ head, rows }, style), '', ...wrapped(year + open, style.width, '  ').map(style.dim)];
}

/** What was run, in the words of its manifest. */
export function settingsLines({ manifest, initialCapital, currency }: ReportModel, style: Style): string[] {
  const { strategy, settings } = manifest;
  const text = (name: string): string => String(settings[name]);
  const costs = [settings['commission'], settings['slippage']].filter((name) => !/^no[A-Z]/.test(String(name)));
  const params = JSON.stringify(strategy.params);
  const usual: Readonly<Record<string, string>> = {
    margin: 'cashMargin',
    volumeLimit: 'noVolumeLimit',
    latency: 'noLatency',
    calendar: '',
  };
  const market = Object.keys(usual).filter((name) => name in settings && text(name) !== usual[name]);
  const lines = [
    `${strategy.name} ${params === '{}' ? '' : params}`.trim(),
    `capital ${formatMoney(initialCapital, currency)}, size ${text('sizer')}`,
    costs.length === 0 ? 'no costs: add --commission 0.0002 --slippage 0.0001' : `costs ${costs.join(', ')}`,
    ...(market.length === 0 ? [] : [`market ${market.map(text).join(', ')}`]),
  ];
  return lines.flatMap((line) => wrapped(line, style.width, '  '));
}

/** Warnings of the run and the audit's verdict. */
export function warningLines({ warnings }: ReportModel, style: Style): string[] {
  return warnings.flatMap(({ code, what }) => [
    `  ${style.yellow('!')} ${style.bold(code)}`,
    ...wrapped(what, style.width, '    '),
  ]);
}
