import { readFileSync } from 'node:fs';
import { readJson, writeJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, expect, it } from 'vitest';
import generate from './package/generator.cjs';

const root = `${import.meta.dirname}/../..`;
const description = 'The tide tables of a harbour';
let tree;

beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  for (const file of ['LICENSE', 'tools/boundaries.mjs', 'packages/core-errors/package.json']) {
    tree.write(file, readFileSync(`${root}/${file}`));
  }
  writeJson(tree, 'tsconfig.json', { files: [], references: [{ path: './packages/core-errors' }] });
});

const make = (options) => generate(tree, { name: 'core-tides', description, ...options });
const text = (file) => tree.read(file, 'utf8');

it('appends the line of who may import whom', async () => {
  await make({ mayImport: ['core-errors', 'zod'] });
  expect(text('tools/boundaries.mjs')).toContain("\n  'core-tides': ['core-errors', 'zod'],\n};\n");
});

it('writes a package with name, tag, description, licence and README', async () => {
  await make({ mayImport: [] });
  const manifest = readJson(tree, 'packages/core-tides/package.json');
  expect(manifest).toMatchObject({ name: '@tidemark/core-tides', description, nx: { tags: ['pkg:core-tides'] } });
  expect(text('packages/core-tides/LICENSE')).toBe(text('LICENSE'));
  expect(text('packages/core-tides/README.md')).toBe(`# @tidemark/core-tides\n\n${description}.\n`);
});

it('gives a package that may fail its error class, with a first program in the README', async () => {
  await make({ mayImport: ['core-errors'] });
  const { dependencies } = readJson(tree, 'packages/core-tides/package.json');
  const { version } = readJson(tree, 'packages/core-errors/package.json');
  expect(dependencies).toEqual({ '@tidemark/core-errors': `^${version}` });
  expect(text('packages/core-tides/src/error.ts')).toContain('export class TidesError extends TidemarkError {}');
  expect(text('packages/core-tides/README.md')).toContain("import { TidesError } from '@tidemark/core-tides';");
});

it('adds the package to what tsc -b covers', async () => {
  await make({ mayImport: [] });
  const { references } = readJson(tree, 'tsconfig.json');
  expect(references).toEqual([{ path: './packages/core-errors' }, { path: './packages/core-tides' }]);
});

it('publishes driver folders as subpaths and compiles only them with the types of Node', async () => {
  await make({ mayImport: ['core-errors'], subpaths: ['node'] });
  const read = (file) => readJson(tree, `packages/core-tides/${file}`);
  expect(read('package.json').exports['./node']).toEqual({
    '@tidemark/source': './src/node/index.ts',
    types: './dist/node/index.d.ts',
    default: './dist/node/index.js',
  });
  expect(read('tsconfig.lib.json')).toMatchObject({
    compilerOptions: { types: ['node'] },
    include: ['src/node/**/*.ts'],
    references: [{ path: '../core-errors/tsconfig.lib.json' }, { path: './tsconfig.universal.json' }],
  });
  expect(read('tsconfig.universal.json').exclude).toEqual(['src/node/**/*.ts', 'src/**/*.test.ts']);
});

it('lets a numeric package read columns without a check', async () => {
  await make({ mayImport: [], numeric: true });
  const { extends: bases } = readJson(tree, 'packages/core-tides/tsconfig.lib.json');
  expect(bases).toEqual(['../../tsconfig.base.json', '../../tsconfig.numeric.json']);
});

it('asks for the line of a package that has none', async () => {
  await expect(make({})).rejects.toThrow('give --may-import');
});

it('does not touch a package that is there', async () => {
  tree.write('packages/core-tides/package.json', '{}');
  await expect(make({ mayImport: [] })).rejects.toThrow('is there already');
});
