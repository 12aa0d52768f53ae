import { fingerprint, hashJson, type BarSeries, type SignalRun, type Strategy } from '@tidemark/core-market';
import type { BaseStrategy } from './base/base-strategy.ts';
import { StrategyError } from './error.ts';

/**
 * A strategy class that sees the bars of other series beside its own: `event.bars.get('SPY')` is the last bar of that
 * series that had closed by the close of `event.bar`. Other instruments and other timeframes alike; the names are yours.
 * A strategy in columns takes `onClock` and `higherTimeframe` instead.
 *
 * @param strategy an instance of a class that extends `BaseStrategy`
 * @param feeds bars by name
 * @throws StrategyError NO_CLASS; from `event.bars.get` UNKNOWN_FEED
 * @example
 * import { sampleBars } from '@tidemark/strategy/testing';
 * class Stronger extends BaseStrategy {
 *   onBar({ bar, bars }) {
 *     const index = bars.get('INDEX');
 *     return index !== undefined && bar.close > index.close ? 1 : 0;
 *   }
 * }
 * const run = withFeeds(new Stronger(), { INDEX: sampleBars({ bars: 9, seed: 8 }) }).over(sampleBars({ bars: 9 }));
 * run.signal(0) // => 0
 */
export function withFeeds<Params, Input>(
  strategy: BaseStrategy<Params, Input>,
  feeds: Readonly<Record<string, BarSeries>>,
): Strategy {
  const { name, params } = strategy;
  if (typeof strategy.onBar !== 'function') {
    const fix = 'in columns write onClock(bars, spy, ({ close }) => close)';
    throw new StrategyError('NO_CLASS', {
      what: `${name} is no strategy class: it has no onBar`,
      where: `strategy ${name}`,
      fix,
    });
  }
  const others = { ...feeds };
  const prints = Object.fromEntries(Object.entries(others).map(([feed, series]) => [feed, fingerprint(series)]));
  const codeHash = hashJson({ code: strategy.codeHash, feeds: prints });
  return { name, params, codeHash, over: (series): SignalRun => strategy.over(series, undefined, others) };
}
