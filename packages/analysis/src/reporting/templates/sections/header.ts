import { formatLongDay, formatMoney, formatNumber, formatPercent } from '../../../visualization/format.ts';
import { figureText } from '../../figure-text.ts';
import { html, type Content, type Markup } from '../../markup.ts';
import { figureOf, type ReportModel } from '../../model.ts';

/** What was run, and the figures that everybody asks for first. */
export function headerSection(model: ReportModel): Markup {
  const { strategy, symbol, period, currency, initialCapital } = model;
  const span =
    period.from === null || period.to === null
      ? 'no bars'
      : `${formatLongDay(period.from)} to ${formatLongDay(period.to)}`;
  const frame = period.timeframe === null ? '' : ` of ${period.timeframe}`;
  return html`<header>
    <p class="eyebrow">Backtest report</p>
    <h1>${strategy}</h1>
    <p class="facts">
      ${symbol} · ${span} · ${formatNumber(period.bars, 0)} bars${frame} · ${formatMoney(initialCapital, currency)}
      initial capital
    </p>
    <p class="facts">${annualisationText(model)}</p>
    <dl class="tiles">${tiles(model)}</dl>
  </header>`;
}

function annualisationText({ annualisation }: ReportModel): string {
  const { periodsPerYear, basis, riskFreeRate } = annualisation;
  const rate = `risk-free rate ${formatPercent(riskFreeRate)} a year`;
  if (periodsPerYear === null) return `Not annualised (${basis}) · ${rate}`;
  return `Annualised with ${formatNumber(periodsPerYear, Number.isInteger(periodsPerYear) ? 0 : 2)} periods a year (${basis}) · ${rate}`;
}

function tiles(model: ReportModel): Content[] {
  const { currency, benchmark, finalEquity, initialCapital } = model;
  const named = benchmark?.name ?? '';
  const tile = (label: string, value: string, sub: string, hint = ''): Markup =>
    html`<div class="tile" title="${hint}">
      <dt>${label}</dt>
      <dd>${value}</dd>
      <dd class="sub">${sub}</dd>
    </div>`;
  const figure = (id: string, label: string, sub?: string): Content => {
    const found = figureOf(model, id);
    if (found === undefined) return '';
    const other = found.benchmark === undefined ? '' : `${named} ${figureText(found.benchmark, found.unit, currency)}`;
    return tile(label, figureText(found, found.unit, currency), sub ?? other, `${found.formula}. ${found.convention}`);
  };
  const held = benchmark === null ? '' : `${named} ${formatMoney(benchmark.finalEquity, currency)}`;
  const winRate = figureOf(model, 'winRate');
  const wins = winRate?.value == null ? '' : `${formatPercent(winRate.value, 1)} won`;
  return [
    tile('Final equity', formatMoney(finalEquity, currency), held, 'Cash plus positions at the last close'),
    figure('totalReturn', 'Total return'),
    figure('cagr', 'Annual return'),
    figure('sharpe', 'Sharpe ratio'),
    figure('maxDrawdown', 'Max drawdown'),
    figure('tradeCount', 'Trades', wins),
    benchmark === null
      ? ''
      : tile(
          `vs ${named.toLowerCase()}`,
          signedMoney(finalEquity - benchmark.finalEquity, currency),
          `${pointsBetween(finalEquity, benchmark.finalEquity, initialCapital)} of total return`,
          'Final equity less the final value of the benchmark',
        ),
  ];
}

function signedMoney(value: number, currency: string): string {
  return value > 0 ? `+${formatMoney(value, currency)}` : formatMoney(value, currency);
}

/** A difference of percentages is in points. */
function pointsBetween(a: number, b: number, base: number): string {
  const points = ((a - b) / base) * 100;
  return `${points > 0 ? '+' : ''}${formatNumber(points, 1)} points`;
}
