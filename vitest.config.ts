import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { projects } from './vitest.shared.mjs';

const inside = (folder: string): string[] =>
  readdirSync(folder)
    .map((name) => `${folder}/${name}`)
    .filter((path) => existsSync(`${path}/package.json`));
const holdsTests = ['tools', 'examples', 'docs', 'benchmarks'].filter((folder) => existsSync(folder));
const folders = [...inside('packages'), ...inside('apps'), ...holdsTests];

export default defineConfig({
  test: {
    projects: folders.flatMap((folder) => projects(`${import.meta.dirname}/${folder}`)),
    reporters: [['default', { summary: false }], './tools/ci-reporter.mjs'],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
