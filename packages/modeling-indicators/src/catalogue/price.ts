import type { CatalogueEntry } from './entry.ts';

export const price: readonly CatalogueEntry[] = [];
