import type { Reference } from '../reference.ts';

export const volume: Readonly<Record<string, Reference>> = {};
