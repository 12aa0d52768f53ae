import type { BarView, Signal } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { sampleBars } from '../testing/sample-bars.ts';
import type { BarEvent } from './bar-event.ts';
import { BaseStrategy } from './base-strategy.ts';
import { withGuardedViews } from './guarded-views.ts';

const bars = sampleBars({ bars: 40 });

/** A run of a class whose `onBar` is the given function. */
function running(onBar: (event: BarEvent) => Signal | void) {
  class OneOff extends BaseStrategy {
    onBar(event: BarEvent): Signal | void {
      return onBar(event);
    }
  }
  return new OneOff().over(bars);
}

describe('the bar of an event', () => {
  it('is a view at the cursor that looks back and never forward', () => {
    const seen: unknown[] = [];
    const run = running(({ bar, index, symbol }) => {
      if (index < 2) return;
      seen.push(symbol, bar.symbol, bar.index, bar.close === bars.close[2], bar.ago(2).close === bars.close[0]);
      const { time, open, high, low, close, volume } = bar;
      seen.push(bar.closeTime, bar.snapshot(), bar.ago(0), { time, open, high, low, close, volume });
    });
    run.signal(2);
    const bar2 = { time: bars.time[2], open: bars.open[2], high: bars.high[2], low: bars.low[2], close: bars.close[2] };
    const plain = { ...bar2, volume: bars.volume[2] };
    expect(seen).toEqual(['SAMPLE', 'SAMPLE', 2, true, true, bars.time[2] + 60_000, plain, plain, plain]);
  });

  it.each([
    [-1, 'ago(-1) asks for the future'],
    [4, 'ago(4) lies before the first bar'],
    [0.5, 'ago(0.5) lies before the first bar'],
  ])('refuses ago(%d)', (n, what) => {
    const run = running(({ bar, index }) => void (index === 3 && bar.ago(n)));
    expect(() => run.signal(3)).toThrow(expect.objectContaining({ code: 'BAR_OUT_OF_RANGE', what }));
  });

  it('moves with the run, and in an audit refuses to be read after its bar', () => {
    class Hoarder extends BaseStrategy {
      #first: BarView | undefined;
      onBar({ bar }: BarEvent): Signal {
        this.#first ??= bar;
        return this.#first.close > 0 ? 1 : 0;
      }
    }
    const plain = new Hoarder().over(bars);
    expect([plain.signal(0), plain.signal(1)]).toEqual([1, 1]);
    const guarded = withGuardedViews(() => new Hoarder().over(bars));
    expect(guarded.signal(0)).toBe(1);
    expect(() => guarded.signal(1)).toThrow(expect.objectContaining({ code: 'HOLDS_A_BAR_VIEW' }));
  });
});
