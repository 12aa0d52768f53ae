import { describe, expect, it } from 'vitest';
import { audit, backtest, BaseStrategy, defineStrategy, FLAT, LONG, smaCross, syntheticBars } from './index.ts';
import type { BarEvent, BarSeries, Fill, Order, Strategy } from './index.ts';
import { byRegime, confirm, processed, regimesOf, rsiReversion, trendRegime, voting, weighted } from './strategies.ts';
import type { HandOver, RegimeDetector } from './strategies.ts';

const bars = syntheticBars({ seed: 9, bars: 400, timeframe: '1d' });

/** Twenty bars each, in turn. */
const turns: RegimeDetector<'a' | 'b'> = {
  name: 'turns',
  labels: ['a', 'b'],
  over: ({ length }) => regimesOf(Int8Array.from({ length }, (_, i) => Math.floor(i / 20) % 2)),
};

/** Buys three by name and leaves after five bars. */
class ByName extends BaseStrategy {
  onBar({ index }: BarEvent): void {
    if (this.position.quantity === 0 && index % 7 === 0) this.buy(3);
    else if (this.position.barsHeld >= 5) this.close();
  }
}
const timed = defineStrategy({
  name: 'timed',
  columns: ({ close }) => ({ close }),
  decide: ({ close }, i) => (i > 0 && close[i]! < close[i - 1]! ? LONG : NaN),
  manage: (signal, { barsHeld }) => (barsHeld >= 4 ? FLAT : signal),
})();

const record = ({ createdBar, quantity }: Order): { bar: number; quantity: number } => ({ bar: createdBar, quantity });
const orders = (strategy: Strategy) => (part: BarSeries) => backtest(part, { strategy }).orders.map(record);

/** Units held after the fills of each bar. */
function heldOn(fills: readonly Fill[]): number[] {
  const held = Array.from(bars.close, () => 0);
  for (const { bar, quantity } of fills) for (let i = bar; i < held.length; i++) held[i]! += quantity;
  return held.map((units) => Math.round(units * 1e6) / 1e6);
}

describe.each<HandOver>(['adopt', 'carry', 'flatten', { blend: 3 }])('hand-over %o', (handOver) => {
  it.each<[string, Strategy]>([
    ['managed by one member', byRegime(turns, { a: timed, b: smaCross({ fast: 3, slow: 9 }) }, { handOver })],
    [
      'traded by name by one member',
      byRegime(turns, { a: new ByName(), b: smaCross({ fast: 3, slow: 9 }) }, { handOver }),
    ],
    ['of ensembles', byRegime(turns, { a: voting([smaCross({ fast: 3, slow: 9 })]), b: 'flat' }, { handOver })],
  ])('does not look ahead: %s', (_what, strategy) => {
    expect(orders(strategy)(bars).length).toBeGreaterThan(5);
    expect(audit(bars, { strategy, run: orders(strategy) }).findings).toEqual([]);
  });
});

it.each<HandOver>(['adopt', 'carry', 'flatten', { blend: 3 }])('never sells more than there is: %o', (handOver) => {
  const long = smaCross({ fast: 3, slow: 9 });
  for (const strategy of [
    byRegime(turns, { a: new ByName(), b: long }, { handOver }),
    byRegime(turns, { a: timed, b: new ByName() }, { handOver }),
  ]) {
    const held = heldOn(backtest(bars, { strategy }).fills);
    expect(Math.min(...held)).toBe(0);
  }
});

/** Of the bars of b's turns, from the second one on: the first is that of the close. */
const inTurnOfB = (held: number[], from: number) =>
  held.filter((_, i) => Math.floor(i / 20) % 2 === 1 && i % 20 >= from);

it('closes what was traded by name before the next member takes its stance', () => {
  const { fills } = backtest(bars, { strategy: byRegime(turns, { a: new ByName(), b: 'flat' }) });
  const held = heldOn(fills);
  expect(new Set(held)).toEqual(new Set([0, 3]));
  expect(new Set(inTurnOfB(held, 1))).toEqual(new Set([0]));
});

it('enters for a member that signals, behind one that traded by name', () => {
  const always = defineStrategy({ name: 'always', columns: () => ({}), decide: () => LONG })();
  const { fills } = backtest(bars, { strategy: byRegime(turns, { a: new ByName(), b: always }) });
  expect(Math.min(...inTurnOfB(heldOn(fills), 2))).toBeGreaterThan(3);
});

it('trades as its only member would', () => {
  const alone = smaCross({ fast: 3, slow: 9, side: 'both' });
  const equity = (strategy: Strategy) => backtest(bars, { strategy }).equity.equity;
  expect(equity(weighted([{ strategy: alone, weight: 7 }]))).toEqual(equity(alone));
  expect(equity(voting([alone]))).toEqual(equity(alone));
  expect(equity(processed(alone, confirm(1)))).toEqual(equity(alone));
  const always = trendRegime({ lookback: 2, threshold: 1e-9 }); // from the third bar on
  expect(equity(byRegime(always, { up: alone, sideways: alone, down: alone }))).toEqual(equity(alone));
});

it('has a manifest that tells combinations apart', () => {
  const manifestOf = (strategy: Strategy) => backtest(bars, { strategy }).manifest.strategy;
  const [a, b] = [smaCross(), rsiReversion()];
  const all = [
    weighted([{ strategy: a }, { strategy: b }]),
    weighted([{ strategy: a }, { strategy: b, weight: 2 }]),
    voting([a, b]),
    byRegime(turns, { a, b }),
    byRegime(turns, { a, b }, { hysteresis: 2 }),
    processed(a, confirm(2)),
    processed(a, confirm(3)),
  ].map((strategy) => manifestOf(strategy));
  expect(new Set(all.map(({ paramsHash, codeHash }) => paramsHash + codeHash)).size).toBe(all.length);
});
