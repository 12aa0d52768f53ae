import { barSeries, type BarSeries } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { audit } from '../audit/audit.ts';
import { strategyContract } from '../testing/strategy-contract.ts';
import { sampleBars } from '../testing/sample-bars.ts';
import { BaseStrategy } from './base-strategy.ts';
import type { TimerEvent } from './timer.ts';

const HOUR = 3_600_000;

/** Hour bars of New York's session, 9:30 to 16:00 in winter, on the given days of January 2024. */
function sessions(...days: readonly number[]): BarSeries {
  const time = Float64Array.from(
    days.flatMap((day) => [0, 1, 2, 3, 4, 5, 6].map((k) => Date.UTC(2024, 0, day, 14, 30) + k * HOUR)),
  );
  const closeTime = time.map((open) => Math.min(open + HOUR, Math.floor(open / 86_400_000) * 86_400_000 + 21 * HOUR));
  const price = time.map((_, i) => 100 + i);
  return barSeries(
    { time, open: price, high: price, low: price, close: price, closeTime },
    { instrument: 'SPY', timeframe: '1h' },
  );
}

/** Tells what it was told: the timer, its moment, how late, on which bar. */
const toldOver = (bars: BarSeries, from = 0) => {
  const told: unknown[] = [];
  class Listens extends BaseStrategy {
    constructor() {
      super();
      this.every('1d', { at: '15:45', timeZone: 'America/New_York' });
    }
    override onTimer({ name, time, delayMs, bar }: TimerEvent): void {
      told.push([name, new Date(time).toISOString().slice(5, 16), delayMs / 60_000, bar.index]);
    }
    onBar(): void {}
  }
  const run = new Listens().over(bars);
  for (let i = from; i < bars.length; i++) run.signal(i);
  return told;
};

it('is told on the first bar that closes at the moment or after it, once', () => {
  expect(toldOver(sessions(9, 10))).toEqual([
    ['1d 15:45', '01-09T20:45', 15, 6],
    ['1d 15:45', '01-10T20:45', 15, 13],
  ]);
});

it('is told late of moments at which the market was closed', () => {
  expect(toldOver(sessions(12, 15))).toEqual([
    ['1d 15:45', '01-12T20:45', 15, 6],
    ['1d 15:45', '01-13T20:45', 42 * 60 + 45, 7],
    ['1d 15:45', '01-14T20:45', 18 * 60 + 45, 7],
    ['1d 15:45', '01-15T20:45', 15, 13],
  ]);
});

it('is told of the bars that nobody asked about, too', () => {
  expect(toldOver(sessions(9, 10), 10)).toEqual(toldOver(sessions(9, 10)));
});

/** Long for the second half of each hour. */
class SecondHalf extends BaseStrategy {
  #isLong = false;
  override onStart(): void {
    this.every('1h', { at: '00:30', name: 'in' });
    this.every('1h', { name: 'out' });
  }
  override onTimer({ name }: TimerEvent): void {
    this.#isLong = name === 'in';
    this.record(name, 1);
  }
  onBar(): number {
    return this.#isLong ? 1 : 0;
  }
}

describe('a class that goes by the clock', () => {
  it.each(strategyContract(new SecondHalf()))('$name', ({ check }) => expect(check).not.toThrow());

  it('knows in onBar what it was told before', () => {
    const bars = sampleBars({ bars: 200 });
    const run = new SecondHalf().over(bars);
    const signals = Array.from({ length: 200 }, (_, i) => run.signal(i));
    expect(signals).toEqual(signals.map((_, i) => ((i + 1) % 60 >= 30 ? 1 : 0)));
    expect(run.columns['in']![29]).toBe(1);
    expect(audit(bars, { strategy: new SecondHalf() }).clean).toBe(true);
  });

  it('may ask for more while it runs: from the next bar on', () => {
    const told: number[] = [];
    class Later extends BaseStrategy {
      override onTimer({ bar }: TimerEvent): void {
        told.push(bar.index);
      }
      onBar({ index }: { index: number }): void {
        if (index === 4) this.every('5m');
      }
    }
    const run = new Later().over(sampleBars({ bars: 16 }));
    for (let i = 0; i < 16; i++) run.signal(i);
    expect(told).toEqual([9, 14]);
  });
});

it('refuses a timer that nobody hears', () => {
  class Deaf extends BaseStrategy {
    override onStart(): void {
      this.every('1d');
    }
    onBar(): void {}
  }
  expect(() => new Deaf().over(sampleBars({ bars: 3 })).signal(0)).toThrow(
    expect.objectContaining({ code: 'INVALID_TIMER', what: 'onTimer is missing' }),
  );
});
