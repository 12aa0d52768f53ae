import { formatKnown, formatNumber, formatPercent } from '../../../visualization/format.ts';
import { html, type Markup } from '../../markup.ts';
import type { ReportModel } from '../../model.ts';
import { scrollable } from '../scrollable.ts';

/** The deepest drawdowns with their dates. */
export function drawdownsSection({ drawdowns }: ReportModel): Markup {
  const day = (time: number | null, otherwise: string): string => (time === null ? otherwise : formatKnown(time));
  const rows = drawdowns.map(
    (episode, i) =>
      html`<tr>
        <td>${i + 1}</td>
        <td>${formatPercent(-episode.depth)}</td>
        <td>${day(episode.peakTime, 'before the first bar')}</td>
        <td>${day(episode.startTime, '')}</td>
        <td>${day(episode.valleyTime, '')}</td>
        <td>${day(episode.recoveryTime, 'still open')}</td>
        <td>${formatNumber(episode.barsToValley, 0)}</td>
        <td>${formatNumber(episode.barsUnderwater, 0)}</td>
        <td>${episode.days === null ? '' : formatNumber(episode.days, 0)}</td>
      </tr> `,
  );
  const table = html`<table aria-label="Deepest drawdowns">
    <thead>
      <tr>
        <th scope="col">#</th>
        <th scope="col">Depth</th>
        <th scope="col">Peak</th>
        <th scope="col">First below</th>
        <th scope="col">Valley</th>
        <th scope="col">Recovered</th>
        <th scope="col">Bars to valley</th>
        <th scope="col">Bars under water</th>
        <th scope="col">Days</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return html`<section id="drawdowns">
    <h2>Deepest drawdowns</h2>
    <p class="question">How long would you have had to sit through it?</p>
    ${drawdowns.length === 0 ? html`<p>The account was never below its high-water mark.</p>` : scrollable('Deepest drawdowns', table)}
  </section>`;
}
