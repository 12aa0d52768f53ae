import { barSeries, resampleBars, type BarSeries, type BarView, type Timeframe } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { audit } from './audit/audit.ts';
import type { BarEvent } from './base/bar-event.ts';
import { BaseStrategy } from './base/base-strategy.ts';
import { smaCross } from './built-in/sma-cross.ts';
import { sampleBars } from './testing/sample-bars.ts';
import { strategyContract } from './testing/strategy-contract.ts';
import { withFeeds } from './with-feeds.ts';

const bars = sampleBars();

function minutes(times: readonly number[], timeframe: Timeframe = '1m'): BarSeries {
  const time = Float64Array.from(times, (minute) => minute * 60_000);
  const price = Float64Array.from(times, (minute) => 100 + minute);
  return barSeries({ time, open: price, high: price, low: price, close: price }, { instrument: 'X', timeframe });
}

/** Long while its price is above that of the hour and of the index. */
class Above extends BaseStrategy {
  onBar({ bar, bars: others }: BarEvent): number {
    const [hour, index] = [others.get('hour'), others.get('INDEX')];
    this.record('hour', hour?.close ?? NaN);
    return hour !== undefined && index !== undefined && bar.close > hour.close && bar.close > index.close ? 1 : 0;
  }
}
const above = withFeeds(new Above(), { hour: resampleBars(bars, '1h'), INDEX: sampleBars({ seed: 8 }) });

describe('a run', () => {
  it.each(strategyContract(above))('$name', ({ check }) => expect(check).not.toThrow());
});

it('trap 17: a bar of another series is visible only after its close', () => {
  const run = above.over(bars);
  for (let i = 0; i < bars.length; i++) run.signal(i);
  const closed = (i: number) => Math.floor((i + 1) / 60);
  const expected = bars.close.map((_, i) => (closed(i) === 0 ? NaN : bars.close[closed(i) * 60 - 1]));
  expect(run.columns['hour']).toEqual(expected);
});

/** What a class sees of the feed `other` on each bar. */
const seen = (main: BarSeries, other: BarSeries, see: (view: BarView | undefined) => unknown) => {
  const found: unknown[] = [];
  class Looks extends BaseStrategy {
    onBar(event: BarEvent): void {
      found.push(see(event.bars.get('other')));
    }
  }
  const run = withFeeds(new Looks(), { other }).over(main);
  for (let i = 0; i < main.length; i++) run.signal(i);
  return found;
};

it('shows the last bar that had closed, and none before there was one', () => {
  expect(seen(minutes([10, 11, 12, 15]), minutes([11, 14]), (view) => view?.close)).toEqual([undefined, 111, 111, 114]);
  expect(seen(minutes([13, 14, 15]), minutes([10], '5m'), (view) => view?.close)).toEqual([undefined, 110, 110]);
});

it('looks back, and not forward', () => {
  const back = seen(minutes([1, 2]), minutes([0, 1, 2]), (view) => [view?.index, view?.ago(1).close]);
  expect(back).toEqual([
    [1, 100],
    [2, 101],
  ]);
  expect(() => seen(minutes([1]), minutes([0, 1, 2]), (view) => view?.ago(-1))).toThrow('asks for the future');
});

it('an audit finds a class that keeps the view of another series', () => {
  class Hoards extends BaseStrategy {
    readonly #kept: (BarView | undefined)[] = [];
    onBar({ bars: others }: BarEvent): number {
      this.#kept.push(others.get('INDEX'));
      return (this.#kept[0]?.close ?? 0) > 100 ? 1 : 0;
    }
  }
  const strategy = withFeeds(new Hoards(), { INDEX: sampleBars({ seed: 8 }) });
  expect(audit(bars, { strategy }).findings[0]).toMatchObject({ kind: 'view', name: 'HOLDS_A_BAR_VIEW' });
});

it.each([
  ['IDNEX', { INDEX: bars }, 'did you mean INDEX?'],
  ['SPY', { INDEX: bars }, 'give it: withFeeds(strategy, { SPY: bars })'],
  ['toString', { INDEX: bars }, 'give it: '],
])('refuses the unknown feed %s', (name, feeds, fix) => {
  class Asks extends BaseStrategy {
    onBar({ bars: others }: BarEvent): void {
      others.get(name);
    }
  }
  const unknown = expect.objectContaining({ code: 'UNKNOWN_FEED', fix: expect.stringContaining(fix) });
  expect(() => withFeeds(new Asks(), feeds).over(bars).signal(0)).toThrow(unknown);
  expect(() => new Asks().over(bars).signal(0)).toThrow(expect.objectContaining({ code: 'UNKNOWN_FEED' }));
});

it('knows the names of its feeds', () => {
  let names: readonly string[] = [];
  class Names extends BaseStrategy {
    onBar(event: BarEvent): void {
      ({ names } = event.bars);
    }
  }
  withFeeds(new Names(), { SPY: bars, hour: bars }).over(bars).signal(0);
  expect(names).toEqual(['SPY', 'hour']);
});

it('says what it sees: other feeds have another hash', () => {
  expect(above.name).toBe('above');
  expect(above.codeHash).not.toBe(new Above().codeHash);
  expect(above.codeHash).not.toBe(withFeeds(new Above(), { hour: bars }).codeHash);
});

it('refuses a strategy in columns', () => {
  expect(() => withFeeds(smaCross() as never, { SPY: bars })).toThrow(expect.objectContaining({ code: 'NO_CLASS' }));
});
