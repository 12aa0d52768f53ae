const { generateFiles, joinPathFragments, names } = require('@nx/devkit');
const { properties } = require('./schema.json');

const SOURCES = 'packages/modeling-indicators/src';
const AFTER_GROUPS = '// What an indicator is';
const HEADINGS = {
  trend: 'Trend: where the price is going.',
  momentum: 'Momentum: how hard it is going there.',
  volatility: 'Volatility: how far it moves on the way.',
  volume: 'Volume: who goes along.',
  statistic: 'Statistic: how values are spread.',
  price: 'Price: one number for a bar.',
  candlestick: 'Candlesticks: what a few bars look like.',
};

/** Adds the line to its group of the table of contents, in alphabetical order; a first one brings the heading. */
function withExport(index, group, line) {
  const blocks = index.split('\n\n');
  const at = blocks.findIndex((block) => block.includes(`from './${group}/`));
  if (at >= 0) {
    const [heading, ...lines] = blocks[at].trimEnd().split('\n');
    blocks[at] = [heading, ...[...lines, line].sort((a, b) => a.localeCompare(b))].join('\n');
  } else {
    const end = blocks.findIndex((block) => block.startsWith(AFTER_GROUPS));
    if (end < 0) throw new Error(`${SOURCES}/index.ts has no section "${AFTER_GROUPS}"`);
    blocks.splice(end, 0, `// ${HEADINGS[group]}\n${line}`);
  }
  return blocks.join('\n\n');
}

module.exports = function indicatorGenerator(tree, { name, group }) {
  if (!new RegExp(properties.name.pattern).test(name))
    throw new Error(`${name}: name it as a file, such as true-range`);
  if (!(group in HEADINGS)) throw new Error(`no group ${group}: one of ${Object.keys(HEADINGS).join(', ')}`);
  const { propertyName, className } = names(name);
  const file = joinPathFragments(SOURCES, group, `${name}.ts`);
  if (tree.exists(file)) throw new Error(`${file} is there already`);
  const index = joinPathFragments(SOURCES, 'index.ts');
  const contents = tree.read(index, 'utf8');
  if (new RegExp(`\\b${propertyName}\\b`).test(contents)) throw new Error(`${index} exports ${propertyName} already`);

  const folder = joinPathFragments(SOURCES, group);
  generateFiles(tree, joinPathFragments(__dirname, 'files'), folder, { file: name, propertyName, className });
  tree.write(index, withExport(contents, group, `export { ${propertyName} } from './${group}/${name}.ts';`));
  return () => console.log(`Next: the formula in ${file}, and the values that its test asks for`);
};
