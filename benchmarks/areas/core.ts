import type { BenchArea, Figure } from '../figure.ts';
import { cache } from './core/cache.ts';
import { config } from './core/config.ts';
import { events } from './core/events.ts';
import { logging } from './core/logging.ts';
import { workers } from './core/workers.ts';

/** The core packages, one after the other: nothing else may run while one is measured. */
export const core: BenchArea = async () => {
  const figures: Figure[] = [];
  for (const part of [cache, config, events, logging, workers]) figures.push(...(await part()));
  return figures;
};
