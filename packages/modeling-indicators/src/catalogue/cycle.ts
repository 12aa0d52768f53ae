import type { CatalogueEntry } from './entry.ts';

export const cycle: readonly CatalogueEntry[] = [];
