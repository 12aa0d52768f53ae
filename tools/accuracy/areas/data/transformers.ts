import type { CaseOutcome } from '../../area.ts';
import { compareAdjusted } from './adjusted.ts';
import { compareFilters, compareNormalizers } from './columns.ts';
import type { Manifest } from './manifest.ts';
import { compareResampling, compareSessions } from './resampling.ts';
import { compareTickBars } from './ticks.ts';

/**
 * Every pair of the manifest that a transformer makes: resampling, sessions, normalizers, filters, bars of trades,
 * adjusted prices.
 */
export function compareTransformers(folder: string, manifest: Manifest): CaseOutcome[] {
  return [
    ...compareResampling(folder, manifest.resample ?? []),
    ...compareSessions(folder, manifest.session ?? []),
    ...compareNormalizers(folder, manifest.normalize ?? []),
    ...compareFilters(folder, manifest.filter ?? []),
    ...compareTickBars(folder, manifest.ticks ?? []),
    ...compareAdjusted(folder, manifest.adjust ?? []),
  ];
}
