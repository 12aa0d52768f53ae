import { formatKnown, formatMoment, formatNumber } from '../../../visualization/format.ts';
import { html, type Content, type Markup } from '../../markup.ts';
import type { ReportModel } from '../../model.ts';

/** Everything that made the run, so that it can be made again. */
export function reproduceSection({ manifest }: ReportModel): Markup {
  const { profile, versions, data, strategy, settings, seed, orderHash, fillHash } = manifest;
  const entry = (term: string, description: Content): Markup =>
    html`<dt>${term}</dt>
      <dd>${description}</dd>`;
  const hash = (text: string): Markup => html`<code>${text}</code>`;
  const sources = data.map(({ symbol, timeframe, adjustment, bars, from, to, fingerprint }) => {
    const span = from === null || to === null ? '' : `, ${formatMoment(from)} to ${formatKnown(to)}`;
    return html`<div>
      ${symbol}, ${formatNumber(bars, 0)} bars of ${timeframe}${span}, adjusted for: ${adjustment}. ${hash(fingerprint)}
    </div>`;
  });
  return html`<section id="reproduce">
    <h2>Reproduce it</h2>
    <p class="question">The same data, code and settings give the same orders and fills.</p>
    <dl class="manifest">
      ${[
        entry('Strategy', [strategy.name, ' ', html`<code>${JSON.stringify(strategy.params) ?? ''}</code>`]),
        entry('Code', hash(strategy.codeHash)),
        entry('Parameters', hash(strategy.paramsHash)),
        entry('Data', sources),
        ...Object.entries(settings).map(([name, value]) =>
          entry(name, html`<code>${typeof value === 'string' ? value : (JSON.stringify(value) ?? '')}</code>`),
        ),
        entry('Seed', seed ?? 'none'),
        entry('Semantics', profile),
        entry(
          'Versions',
          Object.entries(versions)
            .map(([name, version]) => `${name} ${version}`)
            .join(', '),
        ),
        entry('Orders', hash(orderHash)),
        entry('Fills', hash(fillHash)),
      ]}
    </dl>
  </section>`;
}
