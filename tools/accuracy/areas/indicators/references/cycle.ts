import type { Reference } from '../reference.ts';

export const cycle: Readonly<Record<string, Reference>> = {};
