import type { Signal, Strategy } from '@tidemark/core-market';
import { z } from 'zod';
import type { BarEvent } from './bar-event.ts';
import { BaseStrategy } from './base-strategy.ts';
import { factoryOf } from './factory-of.ts';

class Breakout extends BaseStrategy<{ level: number }> {
  static readonly params = z.object({ level: z.number().default(100) });
  readonly twice: number = this.params.level * 2;
  onBar({ bar }: BarEvent): Signal | void {
    // @ts-expect-error a view does not move forward
    bar.moveTo(3);
    // @ts-expect-error the past does not change
    bar.close = 3;
    // @ts-expect-error unknown parameter
    if (this.params.levle > 1) return;
    return bar.close > this.twice ? this.createBuySignal(bar) : this.createNeutralSignal(bar);
  }
}

export const made: Strategy = new Breakout({ level: 50 });
export const fromFactory: Strategy = factoryOf(Breakout)({ level: 50 });
// @ts-expect-error unknown parameter
export const bad = new Breakout({ levle: 50 });
// @ts-expect-error orders are the strategy's own
export const outside = new Breakout().buy(1);
