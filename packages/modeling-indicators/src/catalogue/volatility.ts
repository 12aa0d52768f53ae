import type { CatalogueEntry } from './entry.ts';
import { bars } from './parameters.ts';

export const volatility: readonly CatalogueEntry[] = [
  {
    id: 'atr',
    title: 'Average True Range',
    group: 'volatility',
    inputs: ['high', 'low', 'close'],
    outputs: [],
    parameters: [bars('period', 14)],
    memory: 'fading',
    unit: 'price',
    formula: 'the Wilder-smoothed max(high, previous close) - min(low, previous close)',
    source: 'Wilder, New Concepts in Technical Trading Systems (1978)',
  },
];
