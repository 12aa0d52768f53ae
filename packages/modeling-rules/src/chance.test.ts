import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chartPatternNames, chartPatterns } from './index.ts';
import { randomWalk } from '../fixtures/drawn-bars.ts';

const WALKS = 200;

it.each(['../README.md', '../../../docs/CHART-PATTERNS.md'])('%s says how often chance draws each pattern', (page) => {
  const found = Array.from({ length: WALKS }, (_, k) => chartPatterns(randomWalk(1000, k + 1))).flat();
  const perWalk = (count: number): string => (count / WALKS).toFixed(2);
  const counted = chartPatternNames.map((name) => {
    const those = found.filter(({ pattern }) => pattern === name);
    return [name, perWalk(those.length), perWalk(those.filter(({ score }) => score >= 0.8).length)];
  });
  const text = readFileSync(new URL(page, import.meta.url), 'utf8');
  const [, section = ''] = text.split('## How often chance draws them');
  const table = [...section.matchAll(/^\| `(\w+)` +\| +([\d.]+) +\| +([\d.]+) +\|$/gm)].map(([, ...row]) => row);
  expect(table).toEqual(counted);
});
