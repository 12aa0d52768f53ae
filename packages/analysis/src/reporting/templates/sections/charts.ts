import type { EquityCurve } from '@tidemark/core-market';
import { drawdownChart } from '../../../visualization/charts/drawdown-chart.ts';
import { equityChart } from '../../../visualization/charts/equity-chart.ts';
import { formatNumber } from '../../../visualization/format.ts';
import { html, Markup } from '../../markup.ts';
import type { ReportModel } from '../../model.ts';

/** Widths for a desk and for a telephone: an SVG that is scaled down to a third cannot be read. */
const WIDTHS = { wide: 880, narrow: 400 } as const;

/** Equity above drawdown with the same dates; the scale is chosen without a script. */
export function chartsSection(model: ReportModel): Markup {
  const { curve, initialCapital, benchmark, strategy, currency } = model;
  const equity: EquityCurve = {
    length: curve.time.length,
    time: Float64Array.from(curve.time),
    equity: Float64Array.from(curve.equity),
    initial: initialCapital,
  };
  const other =
    curve.benchmark === null
      ? undefined
      : { name: benchmark?.name ?? 'Benchmark', equity: Float64Array.from(curve.benchmark) };
  const positive = [...curve.equity, ...(curve.benchmark ?? [])].every((value) => value > 0);
  const scales = positive ? (['linear', 'log'] as const) : (['linear'] as const);
  const thinned =
    curve.points === curve.time.length
      ? ''
      : `The report holds ${formatNumber(curve.time.length, 0)} of ${formatNumber(curve.points, 0)} points.`;
  const captions = new Set([thinned]);
  const drawings = Object.entries(WIDTHS).flatMap(([size, width]) => {
    const equityCharts = scales.map((scale) => {
      const id = `equity-${scale}-${size}`;
      const title = 'Equity';
      const chart = equityChart(equity, {
        width,
        id,
        title,
        currency,
        scale,
        benchmark: other,
        name: strategy,
        dates: false,
      });
      if (size === 'wide' && scale === 'linear') captions.add(chart.caption);
      return html`<div class="${scale}">${new Markup(chart.svg)}</div>`;
    });
    const below = drawdownChart(equity, { width, id: `drawdown-${size}` });
    return html`<div class="${size}">${equityCharts}${new Markup(below.svg)}</div>`;
  });
  const toggle = html`<input class="scale" type="radio" name="scale" id="scale-linear" checked /><label
      class="first"
      for="scale-linear"
      >Linear</label
    ><input class="scale" type="radio" name="scale" id="scale-log" /><label class="last" for="scale-log"
      >Logarithmic</label
    >`;
  return html`<section id="charts">
    <h2>Equity and drawdown</h2>
    <p class="question">What would the account have looked like?</p>
    ${positive && toggle}
    <figure>
      ${drawings}
      <figcaption>
        Equity after each closed bar, commission and slippage paid; below it, the distance from the highest equity so
        far. ${[...captions].join(' ').trim()}
      </figcaption>
    </figure>
  </section>`;
}
