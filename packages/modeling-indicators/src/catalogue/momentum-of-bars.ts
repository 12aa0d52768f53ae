import type { CatalogueEntry } from './entry.ts';

export const momentumOfBars: readonly CatalogueEntry[] = [];
