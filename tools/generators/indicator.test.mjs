import { readFileSync } from 'node:fs';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { build } from 'esbuild';
import { beforeEach, describe, expect, it } from 'vitest';
import generate from './indicator/generator.cjs';

const sources = 'packages/modeling-indicators/src';
const root = `${import.meta.dirname}/../..`;
let tree;

beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  for (const group of ['trend', 'momentum']) {
    const index = `${sources}/${group}/index.ts`;
    tree.write(index, readFileSync(`${root}/${index}`));
  }
});

const text = (file) => tree.read(`${sources}/${file}`, 'utf8');

/** The generated module, with the sources of the package that it imports. */
async function load(group, name) {
  const { outputFiles } = await build({
    stdin: { contents: text(`${group}/${name}.ts`), resolveDir: `${root}/${sources}/trend`, loader: 'ts' },
    conditions: ['@tidemark/source'],
    format: 'esm',
    bundle: true,
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

describe('the generated indicator', () => {
  it('works, and keeps the contract as its test will ask for', async () => {
    generate(tree, { name: 'price-change', group: 'momentum' });
    const { priceChange } = await load('momentum', 'price-change');
    expect(priceChange.name).toBe('priceChange');
    expect([...priceChange(Float64Array.of(1, 2, 4, 8), 2)]).toEqual([NaN, NaN, 3, 6]);
    const { indicatorContract } = await import('@tidemark/modeling-indicators/testing');
    for (const { check } of indicatorContract(priceChange, { params: [10], lookback: 10, flat: () => 0 })) check();
  });

  it('has a test that fails until somebody has worked out values by hand', () => {
    generate(tree, { name: 'price-change', group: 'momentum' });
    const test = text('momentum/price-change.test.ts');
    expect(test).toContain("import { priceChange } from './price-change.ts';");
    expect(test).toContain('describeIndicator(priceChange,');
    expect(test).toContain("expect.fail('put the formula into price-change.ts");
  });
});

it('is named in the table of contents of its group', () => {
  generate(tree, { name: 'price-change', group: 'momentum' });
  expect(text('momentum/index.ts')).toMatch(/\nexport { priceChange } from '.\/price-change.ts';\n$/);
});

it.each([
  [{ name: 'TrueRange', group: 'volatility' }, 'name it as a file, such as true-range'],
  [{ name: 'price-change', group: 'trends' }, 'no group trends: one of trend, momentum'],
  [{ name: 'sma', group: 'momentum' }, 'trend/index.ts exports sma already'],
])('refuses %j', (options, message) => {
  expect(() => generate(tree, options)).toThrow(message);
});

it('does not touch an indicator that is there', () => {
  generate(tree, { name: 'price-change', group: 'momentum' });
  expect(() => generate(tree, { name: 'price-change', group: 'momentum' })).toThrow('is there already');
});
