import { describe, expect, it } from 'vitest';
import type { Checkpoint } from './execution.ts';
import { backtest, BaseStrategy, bps, defineStrategy, ema, FLAT, LONG, SHORT, sma, syntheticBars } from './index.ts';
import type { BarEvent, Signal } from './index.ts';
import { above, below } from './rules.ts';
import { ruleStrategy } from './strategies.ts';

const bars = syntheticBars({ seed: 4, bars: 2_000, timeframe: '1h' });

const columns = defineStrategy({
  name: 'cross',
  columns: ({ close }) => ({ fast: sma(close, 5), slow: sma(close, 20) }),
  decide: ({ fast, slow }, i) => (fast[i]! > slow[i]! ? LONG : fast[i]! < slow[i]! ? SHORT : FLAT),
});

const rules = ruleStrategy({
  name: 'rules',
  columns: ({ close }) => ({ fast: sma(close, 5), slow: sma(close, 20) }),
  long: () => ({ enter: above('fast', 'slow'), exit: below('fast', 'slow') }),
});

/** Bars that instances were shown. */
let shown = 0;

/** Two averages, a timer, and a count of its fills: all of it is taken up, or none. */
class Events extends BaseStrategy {
  #fast = ema.stream(5);
  #slow = ema.stream(20);
  #fills = 0;
  #rested = 0;

  override onStart(): void {
    this.every('1d', { at: '12:00' });
  }

  override onTimer(): void {
    this.#rested++;
  }

  override onFill(): void {
    this.#fills++;
  }

  onBar({ bar }: BarEvent): Signal {
    shown++;
    const [fast, slow] = [this.#fast.update(bar.close), this.#slow.update(bar.close)];
    this.record('rested', this.#rested);
    if (this.#fills % 7 === 6) return FLAT;
    return fast > slow ? LONG : SHORT;
  }

  protected state(): unknown {
    return { fast: this.#fast.save(), slow: this.#slow.save(), fills: this.#fills, rested: this.#rested };
  }

  protected takeUp(state: unknown): void {
    const { fast, slow, fills, rested } = state as { fast: never; slow: never; fills: number; rested: number };
    this.#fast = ema.load(fast);
    this.#slow = ema.load(slow);
    this.#fills = fills;
    this.#rested = rested;
  }
}

class Remembering extends Events {
  override save(): unknown {
    return this.state();
  }

  override load(state: unknown): void {
    this.takeUp(state);
  }
}

describe.each([
  ['in columns', columns],
  ['of rules', rules],
  ['as a class', () => new Events()],
  ['as a class that tells what it remembers', () => new Remembering()],
])('a strategy %s', (_what, make) => {
  it('goes on from a checkpoint to the result of the whole run, to the bit', () => {
    const options = { commission: bps(3) };
    const kept: string[] = [];
    const save = (checkpoint: Checkpoint): void => void kept.push(JSON.stringify(checkpoint));
    const whole = backtest(bars, { ...options, strategy: make(), checkpoint: { every: 1_300, save } });
    expect(backtest(bars, { ...options, strategy: make() }).manifest).toEqual(whole.manifest);
    shown = 0;
    const resumed = backtest(bars, { ...options, strategy: make(), resume: JSON.parse(kept[0]!) as Checkpoint });
    expect(resumed.fills.length).toBeGreaterThan(20);
    expect([resumed.manifest, resumed.equity, resumed.trades]).toEqual([whole.manifest, whole.equity, whole.trades]);
  });
});

it('a class that tells what it remembers is not shown the bars before the checkpoint again', () => {
  const shownBy = (make: () => Events): number => {
    const kept: Checkpoint[] = [];
    backtest(bars, { strategy: make(), checkpoint: { every: 1_300, save: (each) => void kept.push(each) } });
    shown = 0;
    backtest(bars, { strategy: make(), resume: kept[0] });
    return shown;
  };
  expect([shownBy(() => new Remembering()), shownBy(() => new Events())]).toEqual([700, 2_000]);
});
