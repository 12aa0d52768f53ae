import type { Fill, Order, OrderRequest, RunContext, Signal, SignalRun } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FLAT_ACCOUNT } from '../testing/flat-account.ts';
import { sampleBars } from '../testing/sample-bars.ts';
import type { BarEvent } from './bar-event.ts';
import { BaseStrategy } from './base-strategy.ts';

const bars = sampleBars({ bars: 40 });
const signals = (run: SignalRun, length: number, from = 0) =>
  Array.from({ length: length - from }, (_, k) => run.signal(from + k));

/** An account that records what it is asked for. */
function desk(quantity = 0, equity = 10_000) {
  const submitted: OrderRequest[] = [];
  const cancelled: number[] = [];
  const working: Order[] = [];
  const position = { quantity, averagePrice: 100, barsHeld: 1, lots: [] };
  const context: RunContext = {
    position,
    account: { ...FLAT_ACCOUNT, cash: equity, equity, position },
    book: {
      submit: (request) => submitted.push(request),
      cancel: (id) => cancelled.push(id) > 0,
      replace: () => 0,
      working: () => working,
    },
  };
  return { context, submitted, cancelled, working, position };
}

/** A class whose `onBar` is the given function. */
function doing(onBar: (this: Doing, event: BarEvent) => Signal | void) {
  class OneOff extends BaseStrategy {
    onBar(event: BarEvent): Signal | void {
      return onBar.call(this as unknown as Doing, event);
    }
  }
  return new OneOff();
}
type Doing = {
  [K in 'buy' | 'sell' | 'close' | 'cancel' | 'orderTargetPercent' | 'record']: (...args: never[]) => unknown;
} & {
  position: { quantity: number };
};
const call = (method: keyof Doing, ...args: unknown[]) =>
  doing(function () {
    (this[method] as (...args: unknown[]) => unknown)(...args);
  });

describe('the warm-up', () => {
  const params = z.object({ slow: z.int().default(8) });
  class Warm extends BaseStrategy<z.output<typeof params>> {
    static readonly params = params;
    seen = 0;
    override get warmup(): number {
      return this.params.slow;
    }
    onBar(): Signal {
      this.buy(1);
      return ++this.seen / 100;
    }
  }

  it('is said by a static or a getter; the class sees its bars and its orders in it are not sent', () => {
    const { context, submitted } = desk();
    const run = new Warm({ slow: 5 }).over(bars);
    run.start?.(context);
    expect(run.warmup).toBe(5);
    expect(signals(run, 7, 5)).toEqual([0.06, 0.07]);
    expect(submitted).toHaveLength(2);
    expect(run.warnings).toEqual([
      { code: 'ORDERS_IN_WARMUP', what: 'warm ordered 5 times in its warm-up: nothing was sent' },
    ]);
    class Static extends BaseStrategy {
      static readonly warmup = 3;
      onBar(): void {}
    }
    expect(new Static().over(bars).warmup).toBe(3);
  });

  it('must be a whole number of bars', () => {
    class Odd extends BaseStrategy {
      static readonly warmup = 2.5;
      onBar(): void {}
    }
    expect(() => new Odd().over(bars)).toThrow(expect.objectContaining({ code: 'INVALID_WARMUP' }));
  });

  it('is not walked backwards', () => {
    const run = doing(() => 1).over(bars);
    run.signal(5);
    expect(() => run.signal(4)).toThrow(expect.objectContaining({ code: 'BARS_GO_FORWARD' }));
  });
});

describe('orders', () => {
  it.each<[string, keyof Doing, unknown[], OrderRequest]>([
    ['at market', 'buy', [10], { type: 'market', quantity: 10 }],
    ['at a limit', 'buy', [10, { limitPrice: 9 }], { type: 'limit', quantity: 10, limitPrice: 9 }],
    ['at a stop', 'sell', [5, { stopPrice: 9, tag: 'x' }], { type: 'stop', quantity: -5, stopPrice: 9, tag: 'x' }],
    [
      'at a stop and a limit',
      'sell',
      [5, { stopPrice: 9, limitPrice: 8 }],
      { type: 'stopLimit', quantity: -5, stopPrice: 9, limitPrice: 8 },
    ],
    ['trailing', 'sell', [5, { trail: { amount: 2 } }], { type: 'trailingStop', quantity: -5, trail: { amount: 2 } }],
  ])('go to the book %s', (_, method, args, request) => {
    const { context, submitted } = desk();
    const run = call(method, ...args).over(bars);
    run.start?.(context);
    expect(run.signal(0)).toBeNaN();
    expect(submitted).toEqual([request]);
  });

  it.each([0, -3, NaN, Infinity])('of %d units are refused', (quantity) => {
    const run = call('buy', quantity).over(bars);
    run.start?.(desk().context);
    expect(() => run.signal(0)).toThrow(expect.objectContaining({ code: 'INVALID_QUANTITY' }));
  });

  it('close what is held, once', () => {
    const { context, submitted, working } = desk(7);
    const run = call('close').over(bars);
    run.start?.(context);
    run.signal(0);
    expect(submitted).toEqual([{ type: 'market', quantity: -7, reduceOnly: true }]);
    working.push({ type: 'market', quantity: -7, filledQuantity: 0 } as Order);
    run.signal(1);
    expect(submitted).toHaveLength(1);
  });

  it('close nothing while flat', () => {
    const { context, submitted } = desk(0);
    const run = call('close').over(bars);
    run.start?.(context);
    run.signal(0);
    expect(submitted).toEqual([]);
  });

  it('bring the position to a fraction of the equity, what is under way included', () => {
    const { context, submitted, working } = desk(10, 5000);
    const lots = { ...bars, instrument: { ...bars.instrument, lotSize: 1, multiplier: 2 } };
    const run = call('orderTargetPercent', 0.5).over(lots);
    run.start?.(context);
    run.signal(0);
    const target = Math.floor(2500 / (bars.close[0] * 2));
    expect(submitted).toEqual([{ type: 'market', quantity: target - 10 }]);
    working.push({ type: 'market', quantity: target - 10, filledQuantity: 0 } as Order);
    run.signal(1);
    expect(submitted.length - 1).toBe(Math.floor(2500 / (bars.close[1] * 2)) === target ? 0 : 1);
  });

  it('for a fraction that is no number are refused', () => {
    const run = call('orderTargetPercent', NaN).over(bars);
    run.start?.(desk().context);
    expect(() => run.signal(0)).toThrow(expect.objectContaining({ code: 'INVALID_FRACTION' }));
  });

  it('are cancelled by id', () => {
    const { context, cancelled } = desk();
    const run = call('cancel', 4).over(bars);
    run.start?.(context);
    run.signal(0);
    expect(cancelled).toEqual([4]);
  });

  it('and positions need an account', () => {
    const reading = doing(function () {
      return this.position.quantity;
    });
    expect(() => reading.over(bars).signal(0)).toThrow(expect.objectContaining({ code: 'NO_ACCOUNT' }));
    expect(() => call('buy', 1).over(bars).signal(0)).toThrow(expect.objectContaining({ code: 'NO_ACCOUNT' }));
    class Early extends BaseStrategy {
      readonly held = this.position.quantity;
      onBar(): void {}
    }
    expect(() => new Early()).toThrow('position was used before the run');
  });

  it('see the position live', () => {
    const { context, position } = desk(0);
    const run = doing(function () {
      return this.position.quantity / 10;
    }).over(bars);
    run.start?.(context);
    const before = run.signal(0);
    position.quantity = 5;
    expect([before, run.signal(1)]).toEqual([0, 0.5]);
  });
});

describe('events', () => {
  class Diary extends BaseStrategy {
    static readonly lines: string[] = [];
    override onStart(): void {
      Diary.lines.push(`start with ${this.account.cash}`);
    }
    onBar({ index }: BarEvent): void {
      Diary.lines.push(`bar ${index}`);
    }
    override onFill({ quantity, bar }: Fill): void {
      Diary.lines.push(`fill ${quantity}`);
      this.record('filled', bar);
    }
    override onOrder({ status }: Order): void {
      Diary.lines.push(`order ${status}`);
    }
    override onStop(): void {
      Diary.lines.push('stop');
    }
  }

  it('reach the class in the order of the run', () => {
    const run = new Diary().over(bars);
    run.start?.(desk().context);
    run.signal(0);
    run.onOrder?.({ status: 'filled' } as Order);
    run.onFill?.({ quantity: 3, bar: 1 } as Fill);
    run.signal(1);
    run.stop?.();
    expect(Diary.lines).toEqual(['start with 10000', 'bar 0', 'order filled', 'fill 3', 'bar 1', 'stop']);
    expect(run.columns['filled'].subarray(0, 3)).toEqual(Float64Array.of(NaN, 1, NaN));
  });

  it('are not asked for by a class that listens to none; a listener may be a field as well as a method', () => {
    const filled: number[] = [];
    class Field extends BaseStrategy {
      override onFill = ({ quantity }: Fill): void => void filled.push(quantity);
      onBar(): void {}
    }
    const run = new Field().over(bars);
    run.onFill?.({ quantity: 3, bar: 0 } as Fill);
    expect(filled).toEqual([3]);
    expect(run).toMatchObject({ onOrder: undefined });
    expect(doing(() => {}).over(bars)).toMatchObject({ onFill: undefined, onOrder: undefined });
  });
});

describe('recorded values', () => {
  it('become columns of the run, NaN where nothing was recorded', () => {
    const run = doing(function ({ index, bar }) {
      if (index === 1) (this.record as (name: string, value: number) => void)('twice', bar.close * 2);
    }).over(bars);
    signals(run, 3);
    expect(run.columns['twice'].subarray(0, 3)).toEqual(Float64Array.of(NaN, bars.close[1] * 2, NaN));
  });

  it('belong to the bar of the fill, and to the bar on which an order was made', () => {
    class Noting extends BaseStrategy {
      onBar({ index }: BarEvent): void {
        if (index === 2) this.buy(1);
      }
      override onOrder({ status }: Order): void {
        this.record(status, 1);
      }
      override onFill({ quantity }: Fill): void {
        this.record('fill', quantity);
      }
    }
    const { context } = desk();
    const run = new Noting().over(bars);
    const submit = (): number => {
      run.onOrder?.({ status: 'working' } as Order);
      return 1;
    };
    run.start?.({ ...context, book: { ...context.book, submit } });
    signals(run, 3);
    run.onOrder?.({ status: 'filled' } as Order);
    run.onFill?.({ quantity: 1, bar: 3 } as Fill);
    const { working, filled, fill } = run.columns;
    expect([working, filled, fill].map((column) => column.indexOf(1))).toEqual([2, 3, 3]);
  });

  it('must be numbers, recorded for a bar', () => {
    expect(() => call('record', 'x', 'high').over(bars).signal(0)).toThrow(
      expect.objectContaining({ code: 'RECORD_NOT_A_NUMBER' }),
    );
    class Early extends BaseStrategy {
      override onStart(): void {
        this.record('x', 1);
      }
      onBar(): void {}
    }
    expect(() => new Early().over(bars).signal(0)).toThrow(expect.objectContaining({ code: 'RECORD_OUTSIDE_BARS' }));
  });
});
