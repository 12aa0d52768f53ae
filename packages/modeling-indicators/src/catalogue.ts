import { nearestName } from '@tidemark/core-errors';
import { candlestick } from './catalogue/candlestick.ts';
import { cycle } from './catalogue/cycle.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { momentum } from './catalogue/momentum.ts';
import { momentumOfBars } from './catalogue/momentum-of-bars.ts';
import { price } from './catalogue/price.ts';
import { statistic } from './catalogue/statistic.ts';
import { trend } from './catalogue/trend.ts';
import { trendFollowing } from './catalogue/trend-following.ts';
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
  ...trendFollowing,
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

/** A JSON Schema of an object, as editors and forms read it. */
export interface ParametersSchema {
  readonly $schema: string;
  readonly title: string;
  readonly type: 'object';
  readonly properties: Readonly<
    Record<
      string,
      {
        readonly type: 'integer' | 'number';
        readonly minimum: number;
        readonly maximum: number;
        readonly default: number;
      }
    >
  >;
  readonly additionalProperties: false;
}

/**
 * The parameters of an indicator as a JSON Schema.
 *
 * @throws IndicatorError UNKNOWN_INDICATOR
 * @example parametersSchema('rsi').properties.period.default // => 14
 */
export function parametersSchema(id: string): ParametersSchema {
  const { title, parameters } = catalogueEntry(id);
  const properties = parameters.map(({ name, kind, min, max, default: usual }) => {
    return [name, { type: kind, minimum: min, maximum: max, default: usual }] as const;
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

/**
 * Where a search over the parameters of an indicator is worth its time, by name.
 *
 * @throws IndicatorError UNKNOWN_INDICATOR
 * @example searchSpace('rsi').period // => { kind: 'integer', from: 2, to: 100 }
 */
export function searchSpace(
  id: string,
): Readonly<Record<string, { readonly kind: 'integer' | 'number'; readonly from: number; readonly to: number }>> {
  const { parameters } = catalogueEntry(id);
  return Object.fromEntries(parameters.map(({ name, kind, search: [from, to] }) => [name, { kind, from, to }]));
}
