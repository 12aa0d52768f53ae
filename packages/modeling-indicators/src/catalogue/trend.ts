import type { CatalogueEntry } from './entry.ts';
import { bars } from './parameters.ts';

export const trend: readonly CatalogueEntry[] = [
  {
    id: 'sma',
    title: 'Simple Moving Average',
    group: 'trend',
    inputs: ['value'],
    outputs: [],
    parameters: [bars('period', 20, [2, 250])],
    memory: 'finite',
    unit: 'that of the value',
    formula: 'the sum of the last `period` values / period',
    source: 'the arithmetic mean',
  },
  {
    id: 'ema',
    title: 'Exponential Moving Average',
    group: 'trend',
    inputs: ['value'],
    outputs: [],
    parameters: [bars('period', 20, [2, 250])],
    memory: 'fading',
    unit: 'that of the value',
    formula: 'E + (x - E) * 2 / (period + 1), seeded with the mean of the first `period` values',
    source: 'Brown, Statistical Forecasting for Inventory Control (1959)',
  },
];
