import type { Reference } from '../reference.ts';

export const price: Readonly<Record<string, Reference>> = {};
