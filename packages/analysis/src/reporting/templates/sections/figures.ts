import { figureText, unitText } from '../../figure-text.ts';
import { html, type Content, type Markup } from '../../markup.ts';
import type { Figure, FigureGroup, ReportModel } from '../../model.ts';

/** The groups of figures side by side; the last one is folded. */
export function figureSections(model: ReportModel): Markup {
  const open = model.groups.filter(({ id }) => id !== 'more');
  const more = model.groups.find(({ id }) => id === 'more');
  const columns = balanced(open);
  return html`<div class="pair" id="figures">
      ${columns.map((groups) => html`<div class="stack">${groups.map((group) => groupSection(group, model))}</div>`)}
    </div>
    ${
      more &&
      html`<section>
        <details class="more">
          <summary>
            <h2>${more.title}</h2>
            ${more.figures.length} of them
          </summary>
          <p class="question">${more.question}</p>
          ${groupTable(more, model)}
        </details>
      </section>`
    }`;
}

/** A group's head, in rows of its table. */
const HEAD = 3;

/** Two columns as equally high as whole groups allow, the first group at the head of the left one. */
function balanced(groups: readonly FigureGroup[]): [FigureGroup[], FigureGroup[]] {
  const heights = groups.map(({ figures }) => figures.length + HEAD);
  const all = heights.reduce((sum, height) => sum + height, 0);
  let best = 0;
  let least = Infinity;
  // Each bit of `right` says of a group whether it stands there: there are a handful of groups.
  for (let right = 0; right < 2 ** groups.length; right += 2) {
    const height = heights.reduce((sum, each, i) => (((right >> i) & 1) === 1 ? sum + each : sum), 0);
    const difference = Math.abs(all - 2 * height);
    if (difference < least) [best, least] = [right, difference];
  }
  const column = (side: number): FigureGroup[] => groups.filter((_, i) => ((best >> i) & 1) === side);
  return [column(0), column(1)];
}

function groupSection(group: FigureGroup, model: ReportModel): Markup {
  const title =
    group.id === 'benchmark' && model.benchmark !== null
      ? `Against ${model.benchmark.name.toLowerCase()}`
      : group.title;
  return html`<section>
    <h2>${title}</h2>
    <p class="question">${group.question}</p>
    ${groupTable(group, model)}
  </section>`;
}

function groupTable({ title, figures }: FigureGroup, model: ReportModel): Markup {
  const compared = figures.some(({ benchmark }) => benchmark !== undefined);
  const head = compared
    ? html`<tr>
        <th scope="col">Figure</th>
        <th scope="col">Strategy</th>
        <th scope="col">${model.benchmark?.name ?? 'Benchmark'}</th>
      </tr>`
    : html`<tr>
        <th scope="col">Figure</th>
        <th scope="col">Strategy</th>
      </tr>`;
  return html`<table class="figures" aria-label="${title}">
    <thead>
      ${head}
    </thead>
    <tbody>
      ${figures.map((figure) => figureRow(figure, model.currency, compared))}
    </tbody>
  </table>`;
}

function figureRow(figure: Figure, currency: string, compared: boolean): Content {
  const { id, name, formula, convention, source, unit, annualised, benchmark } = figure;
  const cell = (value: Pick<Figure, 'value' | 'reason'>): Markup =>
    html`<td${value.value === null && html` class="missing"`}>${figureText(value, unit, currency)}</td>`;
  return html`<tr>
    <th scope="row">
      <details id="${id}">
        <summary title="${formula}">${name}</summary>
        <div class="definition">
          <p><code>${formula}</code></p>
          <p>${convention}</p>
          <p>Unit: ${unitText(unit, currency)}${annualised === true && ', scaled to a year'}.</p>
          <p>Source: ${source}</p>
        </div>
      </details>
    </th>
    ${cell(figure)}${compared && (benchmark === undefined ? html`<td></td>` : cell(benchmark))}
  </tr> `;
}
