import type { Reference } from '../reference.ts';

export const barMomentum: Readonly<Record<string, Reference>> = {};
