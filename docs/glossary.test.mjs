import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const page = readFileSync(join(import.meta.dirname, 'GLOSSARY.md'), 'utf8');
const words = Array.from(page.matchAll(/^\| (?!word |-)(.+?) +\|/gm), ([, word]) => word.toLowerCase());

it('has each word once, in the order of the alphabet', () => {
  expect(words.length).toBeGreaterThan(50);
  expect(words).toEqual([...new Set(words)].sort());
});
