import type { CatalogueEntry } from './entry.ts';

export const candlestick: readonly CatalogueEntry[] = [];
