import { nearestName } from '@tidemark/core-errors';
import { candlestick } from './catalogue/candlestick.ts';
import { cycle } from './catalogue/cycle.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { momentum } from './catalogue/momentum.ts';
import { momentumOfBars } from './catalogue/momentum-of-bars.ts';
import { price } from './catalogue/price.ts';
import { statistic } from './catalogue/statistic.ts';
import { trend } from './catalogue/trend.ts';
import { volatility } from './catalogue/volatility.ts';
import { volume } from './catalogue/volume.ts';
import { IndicatorError } from './error.ts';
import * as exported from './index.ts';
import type { Indicator } from './indicator.ts';

export type { CatalogueEntry, CatalogueParameter, IndicatorGroup } from './catalogue/entry.ts';

/** An indicator of which only the catalogue knows what goes in and what comes out. */
export type AnyIndicator = Indicator<number[], number[], string | undefined>;

/**
 * Every indicator of this package as plain data, by group: for documents, forms, JSON Schema and search spaces.
 *
 * @example catalogue.find(({ id }) => id === 'rsi').parameters[0].default // => 14
 */
export const catalogue: readonly CatalogueEntry[] = [
  ...trend,
  ...momentum,
  ...momentumOfBars,
  ...volatility,
  ...volume,
  ...statistic,
  ...price,
  ...cycle,
  ...candlestick,
];

/**
 * The entry of an indicator.
 *
 * @throws IndicatorError UNKNOWN_INDICATOR, with the name that was meant
 * @example catalogueEntry('rsi').title // => 'Relative Strength Index'
 */
export function catalogueEntry(id: string): CatalogueEntry {
  const entry = catalogue.find((other) => other.id === id);
  if (entry !== undefined) return entry;
  const ids = catalogue.map((other) => other.id);
  const near = nearestName(id, ids);
  throw new IndicatorError('UNKNOWN_INDICATOR', {
    what: `no indicator ${JSON.stringify(id)}`,
    where: 'the catalogue',
    fix: near === undefined ? `take one of ${ids.join(', ')}` : `did you mean ${near}?`,
  });
}

/**
 * The indicator of that name; its entry says what goes in.
 *
 * @throws IndicatorError UNKNOWN_INDICATOR
 * @example indicatorNamed('sma')(Float64Array.of(1, 2, 3), 2) // => [NaN, 1.5, 2.5]
 */
export function indicatorNamed(id: string): AnyIndicator {
  const { id: name } = catalogueEntry(id);
  return (exported as unknown as Readonly<Record<string, AnyIndicator>>)[name];
}
