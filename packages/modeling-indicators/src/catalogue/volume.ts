import type { CatalogueEntry } from './entry.ts';

export const volume: readonly CatalogueEntry[] = [];
