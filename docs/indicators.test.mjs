import { join } from 'node:path';
import { catalogue } from '@tidemark/modeling-indicators/catalogue';
import { format } from 'prettier';
import { expect, it } from 'vitest';

const file = join(import.meta.dirname, 'INDICATORS.md');
const cell = (text) => text.replaceAll('|', '\\|');

function section(group) {
  const rows = catalogue
    .filter((entry) => entry.group === group)
    .map(({ id, title, inputs, outputs, parameters, memory, unit, formula, source }) => {
      const call = `\`${id}(${[...inputs, ...parameters.map(({ name }) => name)].join(', ')})\``;
      const columns = outputs.length === 0 ? '' : `<br>columns: ${outputs.join(', ')}`;
      const defaults = parameters.map((parameter) => `${parameter.name} ${parameter.default}`).join(', ');
      return `| ${call} | **${title}** (${unit}): ${cell(formula)}.${columns} | ${defaults} | ${memory} | ${cell(source)} |`;
    });
  const head = ['| call | what it reads | usual | memory | source |', '| --- | --- | --- | --- | --- |'];
  return [`## ${group}`, '', ...head, ...rows].join('\n');
}

// `npx vitest run --project docs -u` writes the page anew.
it('the page of indicators says what the catalogue says', async () => {
  const groups = [...new Set(catalogue.map(({ group }) => group))];
  const page = `# Indicators

Every indicator of [\`@tidemark/modeling-indicators\`](../packages/modeling-indicators), written from its catalogue.
Memory is how long a bar is remembered: \`finite\`, as long as the window; \`fading\`, for ever but less and less;
\`infinite\`, for ever, so that values depend on where the history begins.

${groups.map(section).join('\n\n')}
`;
  await expect(await format(page, { parser: 'markdown', printWidth: 120 })).toMatchFileSnapshot(file);
});
