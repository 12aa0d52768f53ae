import { z } from 'zod';
import { backtestSection } from './sections/backtest.ts';
import { cacheSection } from './sections/cache.ts';
import { dataSection } from './sections/data.ts';
import { loggingSection } from './sections/logging.ts';
import { reportSection } from './sections/report.ts';
import type { Partly } from './sources.ts';

/**
 * The settings of Tidemark itself: what `tidemark backtest` reads and `tidemark config` shows. Programs of your own bring
 * a schema of their own, or extend this one: `z.strictObject({ ...tidemarkSchema.shape, desk: … })`.
 */
export const tidemarkSchema = z.strictObject({
  backtest: backtestSection.prefault({}).describe('the strategy, its money and its judge'),
  data: dataSection.prefault({}).describe('the bars'),
  report: reportSection.prefault({}).describe('what is left behind'),
  cache: cacheSection.prefault({}).describe('what is computed once'),
  logging: loggingSection.prefault({}).describe('what is told'),
});

/** What a configuration of Tidemark comes to, with every default filled in. */
export type TidemarkConfig = z.output<typeof tidemarkSchema>;

/** What a configuration file of Tidemark may say. */
export type TidemarkConfigFile = Partly<z.input<typeof tidemarkSchema>> & FileKeys;

interface FileKeys {
  /** Files that this one builds on, from its own folder. */
  readonly extends?: string | readonly string[] | undefined;
  /** Settings that hold where a profile is chosen. */
  readonly profiles?: Readonly<Record<string, Partly<z.input<typeof tidemarkSchema>>>> | undefined;
}

/**
 * Gives a configuration file in TypeScript its types: `export default defineConfig({ … })` in `tidemark.config.ts`.
 *
 * @example defineConfig({ backtest: { capital: 50_000 } }) // => { backtest: { capital: 50000 } }
 */
export function defineConfig(config: TidemarkConfigFile): TidemarkConfigFile {
  return config;
}
