import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { boundaries, npmName } from '../tools/boundaries.mjs';

const root = join(import.meta.dirname, '..');
const START = '<!-- packages: written by `npx vitest run --project docs -u` -->';
const END = '<!-- /packages -->';

const folderOf = (name) => (existsSync(join(root, 'packages', name)) ? `packages/${name}` : `apps/${name}`);
const describeLine = (name) => JSON.parse(readFileSync(join(root, folderOf(name), 'package.json'), 'utf8')).description;

function table(linkFrom) {
  const rows = Object.entries(boundaries).map(([name, allowed]) => {
    const link = `[${npmName(name)}](${linkFrom(folderOf(name))})`;
    return `| ${link} | ${describeLine(name)} | ${allowed.join(', ') || '-'} |`;
  });
  return ['| package | what it is | may import |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The page with its table written anew. */
async function rewritten(file, linkFrom) {
  const page = readFileSync(file, 'utf8');
  const [before, rest] = page.split(START);
  const after = rest.split(END)[1];
  const options = { parser: 'markdown', printWidth: 120 };
  return format(`${before}${START}\n\n${table(linkFrom)}\n\n${END}${after}`, options);
}

describe('the table of packages', () => {
  it.each([
    ['docs/ARCHITECTURE.md', (folder) => `../${folder}`],
    ['packages/README.md', (folder) => (folder.startsWith('packages/') ? folder.slice(9) : `../${folder}`)],
  ])('in %s shows the boundaries', async (page, linkFrom) => {
    const file = join(root, page);
    await expect(await rewritten(file, linkFrom)).toMatchFileSnapshot(file);
  });
});
