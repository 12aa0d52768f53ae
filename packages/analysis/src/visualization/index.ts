// Charts as SVG text: no DOM, no script, the same bytes for the same input.
export { equityChart, type EquityChartOptions } from './charts/equity-chart.ts';
export { drawdownChart } from './charts/drawdown-chart.ts';
export { CHART_STYLE, type Chart, type ChartOptions } from './chart-frame.ts';

// What charts are made from.
export { decimate, type Decimation } from './decimate.ts';
export { escapeText } from './escape.ts';
export { formatKnown, formatMoment, formatMoney, formatNumber, formatPercent } from './format.ts';
