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

/** Two columns of about the same height: each group goes to the shorter one. A group's head is as high as three rows. */
function balanced(groups: readonly FigureGroup[]): [FigureGroup[], FigureGroup[]] {
  const columns: [FigureGroup[], FigureGroup[]] = [[], []];
  const heights = [0, 0];
  for (const group of groups) {
    const shorter = heights[1] < heights[0] ? 1 : 0;
    columns[shorter].push(group);
    heights[shorter] += group.figures.length + 3;
  }
  return columns;
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
