const { generateFiles, joinPathFragments, names } = require('@nx/devkit');
const { properties } = require('./schema.json');

const SOURCES = 'packages/modeling-indicators/src';
const GROUPS = properties.group.enum;

module.exports = function indicatorGenerator(tree, { name, group }) {
  if (!new RegExp(properties.name.pattern).test(name))
    throw new Error(`${name}: name it as a file, such as true-range`);
  if (!GROUPS.includes(group)) throw new Error(`no group ${group}: one of ${GROUPS.join(', ')}`);
  const { propertyName, className } = names(name);
  const folder = joinPathFragments(SOURCES, group);
  const file = joinPathFragments(folder, `${name}.ts`);
  if (tree.exists(file)) throw new Error(`${file} is there already`);
  const tables = GROUPS.map((other) => joinPathFragments(SOURCES, other, 'index.ts'));
  const taken = tables.find((table) => new RegExp(`\\b${propertyName}\\b`).test(tree.read(table, 'utf8') ?? ''));
  if (taken !== undefined) throw new Error(`${taken} exports ${propertyName} already`);

  generateFiles(tree, joinPathFragments(__dirname, 'files'), folder, { file: name, propertyName, className });
  const index = joinPathFragments(folder, 'index.ts');
  const line = `export { ${propertyName} } from './${name}.ts';`;
  tree.write(index, `${tree.read(index, 'utf8')?.trimEnd() ?? ''}\n${line}\n`.trimStart());
  const next = ['the formula', 'the values that its test asks for', `an entry in ${SOURCES}/catalogue/${group}.ts`];
  return () => console.log(`Next: ${next.join(', ')}`);
};
