import { closeTimeAt, fingerprint, Hash128, hashJson } from '@tidemark/core-market';
import type { BarSeries, Fill, Order, PortfolioStrategy, RunManifest, Strategy } from '@tidemark/core-market';
import type { RunData } from './run-data.ts';
import type { ResolvedOptions } from './options.ts';
import { calendarNames } from './run-calendars.ts';

/** Bar semantics of a run that asks for no others: name and version. See docs/BAR-SEMANTICS.md. */
export const PROFILE = 'tidemark-1';

/** A hash of the order log: any drift between versions, machines or worker counts shows. */
export function orderHash(orders: readonly Order[]): string {
  const hash = new Hash128();
  for (const { id, symbol, type, quantity, createdBar, status, filledQuantity, reason, source } of orders) {
    hash.number(id).number(createdBar).number(quantity).number(filledQuantity);
    hash
      .text(symbol)
      .text(type)
      .text(source)
      .text(status)
      .text(reason ?? '');
  }
  return hash.digest();
}

/** A hash of the fill log. */
export function fillHash(fills: readonly Fill[]): string {
  const hash = new Hash128();
  for (const { orderId, symbol, bar, time, quantity, price, commission, effect } of fills) {
    hash.number(orderId).number(bar).number(time).number(quantity).number(price).number(commission);
    hash.text(symbol).text(effect);
  }
  return hash.digest();
}

/** Everything that made a run. */
export function manifestOf(
  data: RunData,
  options: ResolvedOptions,
  { orders, fills }: { readonly orders: readonly Order[]; readonly fills: readonly Fill[] },
  versions: Readonly<Record<string, string>>,
): RunManifest {
  const { profile, ...plan } = planOf(
    data.symbols.map((symbol) => data.series[symbol]),
    options,
  );
  return { profile, versions, ...plan, orderHash: orderHash(orders), fillHash: fillHash(fills) };
}

/** What of a manifest is known before the run. */
export type RunPlan = Pick<RunManifest, 'profile' | 'data' | 'strategy' | 'settings' | 'seed'>;

/** What a run is made of. @param series the bars of each instrument */
export function planOf(series: readonly BarSeries[], options: ResolvedOptions): RunPlan {
  const strategy = (options.portfolio ?? options.strategy)!;
  const { capital, commission, slippage, margin, sizer, seed, profile, semantics } = options;
  const { act, minChange, latency, volumeLimit, limits, exits, riskManager, carry, corporateActions } = options;
  const { calendars } = options;
  const symbols = series.map(({ symbol }) => symbol);
  const names = (models: readonly { readonly name: string }[]): string[] => models.map(({ name }) => name);
  const costs = { commission: commission.name, slippage: slippage.name, margin: margin.name };
  const models = { ...costs, sizer: sizer.name, latency: latency.name, volumeLimit: volumeLimit.name };
  const time = {
    carry: names(carry),
    corporateActions: corporateActions.length === 0 ? null : hashJson(corporateActions),
  };
  const risk = { limits: names(limits), exits: names(exits), riskManager: riskManager?.name ?? null };
  return {
    profile,
    data: series.map(dataOf),
    strategy: {
      name: strategy.name,
      params: strategy.params ?? {},
      paramsHash: hashJson(strategy.params ?? {}),
      codeHash: codeHash(strategy),
    },
    settings: {
      capital,
      ...models,
      act,
      minChange,
      ...semantics,
      ...time,
      ...risk,
      allocation: options.allocation ?? null,
      ...moneyOf(options),
      // Records of runs without one are as they were before there were calendars.
      ...(calendars === undefined ? {} : { calendar: calendarNames(calendars, symbols) }),
    },
    seed,
  };
}

/** Only of a run between currencies. */
function moneyOf({ currency, fx }: ResolvedOptions): Readonly<Record<string, unknown>> {
  if (fx === undefined) return currency === undefined ? {} : { currency };
  const rates = Object.entries(fx).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { currency: currency ?? null, fx: Object.fromEntries(rates.map(([code, bars]) => [code, fingerprint(bars)])) };
}

function dataOf(bars: BarSeries): RunManifest['data'][number] {
  const { symbol, timeframe, adjustment, length, time } = bars;
  return {
    symbol,
    timeframe,
    adjustment,
    bars: length,
    from: length > 0 ? time[0] : null,
    to: length > 0 ? closeTimeAt(bars, length - 1) : null,
    fingerprint: fingerprint(bars),
  };
}

/** The hash of the file a strategy came from, of its functions' source text, or of its `over` where it has neither. */
export function codeHash(strategy: Strategy | PortfolioStrategy): string {
  const { code, codeHash: own } = strategy as Partial<Pick<Strategy, 'code' | 'codeHash'>>;
  return code?.codeHash ?? own ?? hashJson(String(Reflect.get(strategy, 'over')));
}
