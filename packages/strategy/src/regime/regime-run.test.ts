import type { Fill, Order, OrderBook, OrderRequest, PositionView, RunContext, Strategy } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { FLAT_ACCOUNT } from '../testing/flat-account.ts';
import { BaseStrategy } from '../base/base-strategy.ts';
import { defineStrategy } from '../base/define-strategy.ts';
import { rehearse, sampleBars, scripted } from '../testing/index.ts';
import { regimesOf, type RegimeDetector } from './detector.ts';
import { byRegime, type RegimeOptions } from './regime-strategy.ts';

/** Regimes as given: a or b, and - where there is none. */
const given = (text: string): RegimeDetector<'a' | 'b'> => ({
  name: 'given',
  labels: ['a', 'b'],
  over: ({ length }) => regimesOf(Int8Array.from({ length }, (_, i) => 'ab'.indexOf(text[i] ?? '-'))),
});

const says = (regimes: string, a: Strategy, b: Strategy, options?: RegimeOptions) => {
  const bars = sampleBars({ bars: regimes.length });
  return [...rehearse(byRegime(given(regimes), { a, b }, options), bars).signals];
};

describe('signals', () => {
  it('are those of the member whose label is in force', () => {
    const [a, b] = [scripted([1, NaN, 1, 0.5, NaN, 0]), scripted([-1, -1, NaN, 0, NaN, -1])];
    expect(says('-aabba', a, b)).toEqual([NaN, 1, 1, 0, NaN, 0]);
  });

  it('keep the label in force where there is none', () => {
    const [a, b] = [scripted([1, 1, 1, 0]), scripted([-1, -1, -1, -1])];
    expect(says('a--a', a, b)).toEqual([1, 1, 1, 0]);
    expect(says('a-b-', a, b)).toEqual([1, 1, -1, -1]);
  });

  it('are none before the first label', () => {
    const run = byRegime(given('---a'), { a: scripted([1]), b: 'flat' }).over(sampleBars({ bars: 4 }));
    expect([run.warmup, run.signal(3)]).toEqual([3, 1]);
  });

  it('change hands after as many bars in a row as the hysteresis says', () => {
    const [a, b] = [scripted(Array(9).fill(1)), scripted(Array(9).fill(-1))];
    expect(says('babaabb-b', a, b, { hysteresis: 2 })).toEqual([-1, -1, -1, -1, 1, 1, -1, -1, -1]);
    expect(says('bb-bbaa-a', a, b, { hysteresis: 3 })).toEqual(Array(9).fill(-1));
  });

  it('adopt the stance of a member that spoke long ago, and wait for one that is warming up', () => {
    expect(says('aabb', scripted([1]), scripted([NaN, -1]))).toEqual([1, NaN, -1, NaN]);
    expect(says('aabbb', scripted([1]), scripted([0, 0, 0, NaN, -1], 3))).toEqual([1, NaN, NaN, 0, -1]);
  });

  it('blend from where an earlier blend had come', () => {
    const [a, b] = [scripted([1]), scripted([-1])];
    expect(says('aabbaaaa', a, b, { handOver: { blend: 4 } })).toEqual([1, NaN, 0.5, 0, 0.25, 0.5, 0.75, 1]);
  });

  it('adopt on the first label whatever the hand-over', () => {
    for (const handOver of ['carry', 'flatten', { blend: 9 }] as const)
      expect(says('-a', scripted([1]), scripted([-1]), { handOver })).toEqual([NaN, 1]);
  });

  it('are adopted on the first bar that is asked about, also where that is not the first with a label', () => {
    const run = byRegime(given('-aaa'), { a: scripted([1]), b: 'flat' }).over(sampleBars({ bars: 4 }));
    expect([run.signal(2), run.signal(3)]).toEqual([1, NaN]);
  });

  it('are refused out of range, by the name of the label', () => {
    expect(() => says('ab', scripted([1, 1]), scripted([1, 7]))).toThrow('the signal of b is 7');
  });
});

it('shows regimes, who is in force, and the columns of all', () => {
  const cross = defineStrategy({ name: 'c', columns: ({ close }) => ({ close }), decide: () => 1 })();
  const run = byRegime(given('-abbb'), { a: cross, b: 'flat' }, { hysteresis: 3 }).over(sampleBars({ bars: 5 }));
  for (let i = 1; i < 5; i++) run.signal(i);
  expect(Object.keys(run.columns)).toEqual(['a.close', 'regime', 'active']);
  expect([...run.columns.regime]).toEqual([NaN, 0, 1, 1, 1]);
  expect([...run.columns.active]).toEqual([NaN, 0, 0, 0, 1]);
});

it('warns where no bar has a label', () => {
  const run = byRegime(given('----'), { a: 'flat', b: 'flat' }).over(sampleBars({ bars: 4 }));
  expect([run.warmup, run.warnings]).toMatchObject([4, [{ code: 'REGIME_NEVER_DEFINED' }]]);
});

describe('hooks', () => {
  const FLAT: PositionView = { quantity: 0, averagePrice: NaN, barsHeld: 0, lots: [] };
  const part = { columns: () => ({}), decide: () => NaN };

  it('are there where a member has them, and are those of the active one', () => {
    const a = defineStrategy({ ...part, name: 'a', manage: () => 0.5, plan: () => ({ quantity: 1 }) })();
    const b = defineStrategy({ ...part, name: 'b', plan: () => ({ quantity: 2 }) })();
    const run = byRegime(given('ab'), { a, b }).over(sampleBars({ bars: 2 }));
    const intent = { symbol: 'X', signal: 1, quantity: 1, price: 1 };
    expect(['orders', 'onFill'].some((hook) => hook in run)).toBe(false);
    run.signal(0);
    expect([run.manage!(NaN, FLAT, 0), run.plan!(intent, FLAT, 0)]).toEqual([0.5, { quantity: 1 }]);
    run.signal(1);
    expect([run.manage!(NaN, FLAT, 1), run.plan!(intent, FLAT, 1)]).toEqual([NaN, { quantity: 2 }]);
  });

  it('count what manage answers as the stance of the active member, and end a hand-over', () => {
    const out = defineStrategy({
      ...part,
      name: 'out',
      decide: (_, i) => (i === 0 ? 1 : NaN),
      manage: (signal, _p, _c, i) => (i === 2 ? 0 : signal),
    })();
    const still = scripted([0.2]);
    // b's stance is 1 until manage lets go of it on bar 2, in the middle of the blend
    expect(says('abbbb', still, out, { handOver: { blend: 4 } }).map((x) => Math.round(x * 1e9) / 1e9)).toEqual([
      0.2,
      0.4,
      0,
      NaN,
      NaN,
    ]);
    expect(says('bbbabb', still, out)).toEqual([1, NaN, 0, 0.2, 0, NaN]);
  });

  it('are not asked of a member that is warming up', () => {
    const late = defineStrategy({
      ...part,
      name: 'late',
      warmup: 3,
      manage: () => 0,
      plan: () => ({ quantity: 2 }),
      orders: () => expect.fail(),
    })();
    const run = byRegime(given('bbb'), { a: 'flat', b: late }).over(sampleBars({ bars: 3 }));
    const answers = [0, 1, 2].map((i) => [
      run.signal(i),
      run.manage!(NaN, FLAT, i),
      run.plan!({} as never, FLAT, i),
      run.orders!(i, {} as never, {} as never),
    ]);
    expect(answers).toEqual(Array(3).fill([NaN, NaN, undefined, undefined]));
  });

  it('do not take a signal as in place that manage held back', () => {
    const held = defineStrategy({ ...part, name: 'held', decide: () => 1, manage: () => NaN })();
    expect(says('abb', held, scripted([-1]), { handOver: { blend: 2 } })).toEqual([NaN, -0.5, -1]);
  });
});

describe('members that trade by name', () => {
  /** A book that fills at market on the next bar. */
  class Exchange implements OrderBook, RunContext {
    readonly sent: [bar: number, quantity: number][] = [];
    readonly cancelled: number[] = [];
    readonly position = { quantity: 0, averagePrice: 1, barsHeld: 0, lots: [] };
    readonly account = { ...FLAT_ACCOUNT, cash: 1, equity: 1, position: this.position };
    readonly book = this;
    bar = 0;
    #working: Order[] = [];
    submit(request: OrderRequest): number {
      const quantity = request.quantity as number;
      const id = this.sent.push([this.bar, quantity]);
      const { bar } = this;
      this.#working.push({
        ...request,
        quantity,
        id,
        symbol: 'X',
        source: 'strategy',
        createdBar: bar,
        createdTime: 0,
        status: 'working',
        filledQuantity: 0,
      });
      return id;
    }
    cancel(id: number): boolean {
      this.cancelled.push(id);
      const before = this.#working.length;
      this.#working = this.#working.filter((order) => order.id !== id);
      return this.#working.length < before;
    }
    replace(id: number, request: OrderRequest): number {
      this.cancel(id);
      return this.submit(request);
    }
    working(): readonly Order[] {
      return this.#working;
    }
    open(bar: number): Fill[] {
      this.bar = bar;
      const filled = this.#working.filter(({ type }) => type === 'market');
      this.#working = this.#working.filter(({ type }) => type !== 'market');
      return filled.map(({ id, quantity }) => {
        this.position.quantity += quantity;
        return {
          orderId: id,
          symbol: 'X',
          bar,
          time: 0,
          quantity,
          price: 1,
          commission: 0,
          slippage: 0,
          effect: 'open',
        };
      });
    }
  }

  const seen: number[] = [];
  const fills: number[] = [];
  class ByName extends BaseStrategy {
    onBar(): void {
      seen.push(this.position.quantity);
      if (this.position.quantity === 0) this.buy(3);
      else this.buy(1, { limitPrice: 0.5 });
    }
    override onFill({ quantity }: Fill): void {
      fills.push(quantity);
    }
  }

  const play = (regimes: string, options: RegimeOptions, other: Strategy = scripted([1])) => {
    seen.length = fills.length = 0;
    const exchange = new Exchange();
    const run = byRegime(given(regimes), { a: new ByName(), b: other }, options).over(
      sampleBars({ bars: regimes.length }),
    );
    run.start!(exchange);
    const signals = Array.from(regimes, (_, i) => {
      for (const fill of exchange.open(i)) run.onFill!(fill);
      return run.signal(i);
    });
    run.stop!();
    return { signals, exchange };
  };

  it('send orders while they are active, see a flat position while they are not, and hear of their own fills', () => {
    const { signals, exchange } = play('bbaaabbb', {});
    expect(seen).toEqual([0, 0, 0, 0, 3, 0, 0, 0]);
    // nothing on the bar that hands over: the position of the other one is closed first
    expect(exchange.sent).toEqual([
      [3, 3],
      [4, 1],
      [5, -3],
    ]);
    // adopted: nothing, since orders by name are no stance; then the close, then the stance of the other
    expect(signals).toEqual([1, NaN, 0, NaN, NaN, NaN, 1, NaN]);
    expect(exchange.cancelled).toEqual([2]);
    expect(exchange.position.quantity).toBe(0);
    expect(fills).toEqual([3]);
  });

  it('leave their position to the next member with carry', () => {
    const { signals, exchange } = play('aabb', { handOver: 'carry' }, scripted([1, 1, 1, 0]));
    expect(exchange.sent).toEqual([
      [0, 3],
      [1, 1],
    ]);
    expect(signals).toEqual([0, NaN, NaN, 0]);
    expect(exchange.position.quantity).toBe(3);
  });

  it('wait for the end of a blend', () => {
    const { signals, exchange } = play('bbaaaa', { handOver: { blend: 3 } });
    expect(signals.map((signal) => Math.round(signal * 3))).toEqual([3, NaN, 2, 1, 0, NaN]);
    expect(exchange.sent).toEqual([[5, 3]]);
  });

  it('may do so in orders', () => {
    const sent: OrderRequest[] = [];
    const grid = defineStrategy({
      name: 'grid',
      columns: () => ({}),
      orders: (_account, book, _columns, i) => void book.submit({ type: 'limit', quantity: i, limitPrice: 1 }),
    })();
    const { requests } = rehearse(byRegime(given('aabbaa'), { a: grid, b: 'flat' }), sampleBars({ bars: 6 }));
    for (const { request } of requests) sent.push(request);
    expect(sent.map(({ quantity }) => quantity)).toEqual([0, 1, 5]);
  });
});
