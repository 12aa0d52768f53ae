import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlocks, docExamples, type Snippet } from './doc-comments.ts';
import { runSnippet } from './run-snippet.ts';

type Scope = Readonly<Record<string, unknown>>;

const root = join(import.meta.dirname, '../..');
const load = (specifier: string): Promise<unknown> => import(specifier);
const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`);
const packages = readdirSync(join(root, 'packages'))
  .map((name) => `packages/${name}`)
  .filter((folder) => existsSync(join(root, folder, 'package.json')));

interface Found extends Snippet {
  readonly file: string;
}

const found = (file: string, find: (text: string) => Snippet[]): [at: string, snippet: Found][] =>
  find(readFileSync(join(root, file), 'utf8')).map((snippet) => [`${file}:${snippet.line}`, { ...snippet, file }]);

/** What a doc comment may name: the exports of its own file, of its subpath's index, of its package's index, and zod's z. */
async function scopeOf(file: string): Promise<Scope> {
  const [, folder, sub] = /^(packages\/[^/]+\/src)\/(?:([^/]+)\/)?/.exec(file)!;
  const indexes = [`${folder}/index.ts`, `${folder}/${sub}/index.ts`].filter((path) => existsSync(join(root, path)));
  const modules = await Promise.all([...indexes, file].map((path) => load(join(root, path))));
  return Object.assign({ z: ((await load('zod')) as Scope).z }, ...modules) as Scope;
}

async function complaints(snippet: Found, scope: Scope): Promise<string[]> {
  try {
    const mismatches = await runSnippet(snippet, scope, load);
    return mismatches.map(({ line, expected, actual }) => `${snippet.file}:${line}: ${actual} instead of ${expected}`);
  } catch (error) {
    return [`${snippet.file}:${snippet.line}: ${String(error)}`];
  }
}

describe('doc comments', () => {
  const sources = packages
    .flatMap((folder) => filesUnder(`${folder}/src`))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const examples = sources.flatMap((file) => found(file, docExamples));

  it.each(examples)('%s says what comes out', async (_at, snippet) => {
    expect(await complaints(snippet, await scopeOf(snippet.file))).toEqual([]);
  });
});

describe('pages', () => {
  const docs = [
    'README.md',
    'CONTRIBUTING.md',
    ...filesUnder('docs'),
    ...packages.map((folder) => `${folder}/README.md`),
    'apps/cli/README.md',
  ];
  const pages = docs.filter((file) => file.endsWith('.md') && existsSync(join(root, file)));
  const blocks = pages.flatMap((file) => found(file, codeBlocks));

  it.each(blocks)('%s says what comes out', async (_at, snippet) => {
    expect(await complaints(snippet, {})).toEqual([]);
  });
});
