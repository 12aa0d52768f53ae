import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const READMES = ['packages', 'apps', 'goldens'].flatMap((parent) =>
  readdirSync(join(root, parent)).map((name) => `${parent}/${name}/README.md`),
);
const docs = readdirSync(import.meta.dirname).map((name) => `docs/${name}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'packages/README.md', 'goldens/README.md', ...docs, ...READMES].filter(
  (file) => file.endsWith('.md') && existsSync(join(root, file)),
);

/** GitHub's name for a heading. */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

function anchorsOf(file) {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm);
  return Array.from(headings, ([, heading]) => anchorOf(heading));
}

it.each(pages)('%s links to what is there', (page) => {
  const links = readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g);
  const broken = Array.from(links, ([link, path, anchor]) => {
    const file = path === '' ? join(root, page) : join(root, dirname(page), path);
    const there = existsSync(file) && (anchor === undefined || anchorsOf(file).includes(anchor));
    return there ? [] : [link];
  });
  expect(broken.flat()).toEqual([]);
});
