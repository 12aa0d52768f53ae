import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROFILES } from '@tidemark/execution';
import { format } from 'prettier';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = join(import.meta.dirname, 'BAR-SEMANTICS.md');
const START = '<!-- switches: written by `npx vitest run --project docs -u` -->';
const END = '<!-- /switches -->';
const sourceOf = (file) => readFileSync(join(root, 'packages/execution/src', file), 'utf8');

/** Types that a switch names instead of spelling its choices out. */
const NAMED_TYPES = ['orders/touch.ts', 'market/fill.ts', 'position.ts'].flatMap((file) =>
  Array.from(sourceOf(file).matchAll(/^export type (\w+) =([^;]+);/gm), ([, name, type]) => [name, type.trim()]),
);

const COMMENT = /\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\s+readonly (\w+): ([^;]*(?:\{[^}]*\})?);/g;
const oneLine = (text) =>
  text
    .replaceAll(/\s*\n?\s*\* ?/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Each switch as its source documents it. */
const switches = Array.from(sourceOf('semantics.ts').matchAll(COMMENT), ([, comment, name, type]) => {
  const choices = NAMED_TYPES.find(([named]) => named === type)?.[1] ?? type;
  return { name, says: oneLine(comment), choices: choices.replaceAll('readonly ', '').split(/\s*\|\s*/) };
});

const code = (value) => `\`${value}\``;
const cell = (value) => code(typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

function tables() {
  const { 'tidemark-1': own, ...peers } = PROFILES;
  const rows = switches.map(({ name, says, choices }) => {
    const all = choices.map((choice) => code(choice === 'boolean' ? 'true, false' : choice)).join(' ');
    return `| ${code(name)} | ${says} | ${all} | ${cell(own[name])} |`;
  });
  const differs = (name) => Object.values(peers).some((peer) => peer[name] !== own[name]);
  const ours = Object.keys(own).filter(differs);
  const compared = ours.map((name) => {
    const theirs = Object.values(peers).map((peer) => (peer[name] === own[name] ? '' : cell(peer[name])));
    return `| ${code(name)} | ${[cell(own[name]), ...theirs].join(' | ')} |`;
  });
  const names = Object.keys(PROFILES).map(code);
  return [
    ['| switch | says | choices | default |', '| --- | --- | --- | --- |', ...rows],
    ['Where the profiles of other programs differ from it:'],
    [`| switch | ${names.join(' | ')} |`, `| --- | ${names.map(() => '---').join(' | ')} |`, ...compared],
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

it('knows every switch, with its rule and its choices', () => {
  expect(switches.map(({ name }) => name)).toEqual(Object.keys(PROFILES['tidemark-1']));
  for (const { name, says, choices } of switches)
    expect([name, says.length > 0, choices.length > 0]).toEqual([name, true, true]);
});

it('gives each switch of each profile a value that is one of its choices', () => {
  const strange = Object.entries(PROFILES).flatMap(([profile, semantics]) =>
    switches.flatMap(({ name, choices }) => {
      const value = semantics[name];
      const known = typeof value === 'string' ? choices.includes(`'${value}'`) : choices.includes('boolean');
      return known ? [] : [`${profile}.${name}`];
    }),
  );
  expect(strange).toEqual([]);
});

it('shows the switches as the engine has them', async () => {
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(START);
  const after = rest.split(END)[1];
  const written = `${before}${START}\n\n${tables()}\n\n${END}${after}`;
  await expect(await format(written, { parser: 'markdown', printWidth: 120 })).toMatchFileSnapshot(page);
});

/** The rules that stand in the text, and those of the table of this version. */
it('says of every rule what this version does', () => {
  const text = readFileSync(page, 'utf8');
  const rules = Array.from(text.matchAll(/^- \*\*(S?\d+)\b/gm), ([, rule]) => rule);
  const table = text.slice(text.indexOf('## What this version does'));
  const told = Array.from(table.matchAll(/^\| (S?\d+) +\|/gm), ([, rule]) => rule);
  expect(told).toEqual(rules);
});
