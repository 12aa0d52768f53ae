import type { Reference } from '../reference.ts';

export const statistic: Readonly<Record<string, Reference>> = {};
