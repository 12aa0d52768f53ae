import type { CatalogueEntry } from './entry.ts';

export const statistic: readonly CatalogueEntry[] = [];
