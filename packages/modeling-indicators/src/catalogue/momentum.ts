import type { CatalogueEntry } from './entry.ts';
import { bars } from './parameters.ts';

export const momentum: readonly CatalogueEntry[] = [
  {
    id: 'rsi',
    title: 'Relative Strength Index',
    group: 'momentum',
    inputs: ['value'],
    outputs: [],
    parameters: [bars('period', 14)],
    memory: 'fading',
    unit: '0..100',
    formula: '100 * G / (G + L), G and L the Wilder-smoothed gain and loss; 50 where both are 0',
    source: 'Wilder, New Concepts in Technical Trading Systems (1978)',
  },
];
