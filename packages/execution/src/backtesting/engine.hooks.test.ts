import { CANCEL, instrument, type OrderBook, type SignalRun } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import type { RunListeners } from '../listeners.ts';
import { fillsOf, rising, runScript } from '../../fixtures/run-script.ts';
import { bps } from '../market/commission.ts';
import { priceBars } from '../testing/index.ts';

describe('the explicit door', () => {
  const buyOnce = (i: number, _account: unknown, book: OrderBook): void => {
    if (i === 1) book.submit({ type: 'market', quantity: 3, tag: 'grid' });
  };

  it('fills what is submitted at the next open', () => {
    const result = runScript(rising, [], {}, { orders: buyOnce });
    expect(fillsOf(result)).toEqual([[2, 3, 14]]);
    expect(result.orders[0]).toMatchObject({ source: 'strategy', tag: 'grid' });
  });

  it('cancels and replaces what works', () => {
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) book.submit({ type: 'market', quantity: 1 });
      if (i === 1) book.replace(book.working()[0]!.id, { type: 'market', quantity: 2 });
      if (i === 2) answers.push(book.cancel(2), book.cancel(2), book.working().length);
    };
    const answers: unknown[] = [];
    const result = runScript(rising, [], { latencyBars: 3 }, { orders });
    expect(answers).toEqual([true, false, 0]);
    expect(result.orders.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });

  it('fills on the next bar what is submitted from inside a fill handler', () => {
    let book: OrderBook;
    const start: SignalRun['start'] = (context) => void (book = context.book);
    const onFill: SignalRun['onFill'] = ({ bar }) => void (bar < 3 && book.submit({ type: 'market', quantity: 1 }));
    expect(fillsOf(runScript(rising, [1], {}, { start, onFill }))).toEqual([
      [1, 10, 12],
      [2, 1, 14],
      [3, 1, 16],
    ]);
  });

  it('fills reductions before increases', () => {
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) book.submit({ type: 'market', quantity: 10 });
      if (i !== 1) return;
      book.submit({ type: 'market', quantity: 5 });
      book.submit({ type: 'market', quantity: -10 });
    };
    const result = runScript(rising, [], { capital: 141 }, { orders });
    expect(result.fills.map(({ bar, quantity }) => [bar, quantity])).toEqual([
      [1, 10],
      [2, -10],
      [2, 5],
    ]);
  });

  it('rounds toward zero to the lot; less than a lot is rejected', () => {
    const lots = { ...rising, instrument: instrument('X', { lotSize: 2 }) };
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) for (const quantity of [-5, 1.9]) book.submit({ type: 'market', quantity });
    };
    const result = runScript(lots, [], {}, { orders });
    expect([fillsOf(result), result.orders.map(({ status, reason }) => [status, reason])]).toEqual([
      [[1, -4, 12]],
      [
        ['filled', undefined],
        ['rejected', 'SIZE_ROUNDS_TO_ZERO'],
      ],
    ]);
  });

  it('calls an order reduce-only that asked for it, not one that differs by dust', () => {
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i < 2) book.submit({ type: 'market', quantity: [0.3, -0.30000000000000004][i]! });
    };
    expect(runScript(rising, [], {}, { orders }).orders[1]).toMatchObject({ status: 'filled', reason: undefined });
  });

  it('never lets a reduce-only order open', () => {
    const orders: SignalRun['orders'] = (i, _account, book) => {
      if (i === 0) book.submit({ type: 'market', quantity: 3 });
      if (i === 1) book.submit({ type: 'market', quantity: -5, reduceOnly: true });
    };
    const result = runScript(rising, [], {}, { orders });
    expect([result.fills.map(({ quantity }) => quantity), result.orders[1]!.reason]).toEqual([[3, -3], 'REDUCE_ONLY']);
  });

  it.each([
    [{ type: 'limit', quantity: 1 } as const, 'INVALID_PRICE'],
    [{ type: 'stop', quantity: 1, stopPrice: NaN } as const, 'INVALID_PRICE'],
    [{ type: 'trailingStop', quantity: 1 } as const, 'INVALID_ORDER'],
    [{ type: 'trailingStop', quantity: 1, trail: { fraction: 20 } } as const, 'INVALID_PRICE'],
    [{ type: 'trailingStop', quantity: 1, trail: { column: 'atr' } } as const, 'INVALID_ORDER'],
    [{ type: 'market', quantity: 1, legs: { stop: 90 } } as const, 'WRONG_SIDE'],
    [{ type: 'limit', quantity: -1, limitPrice: 9, legs: { target: 10 } } as const, 'WRONG_SIDE'],
    [{ type: 'stop', quantity: 1, stopPrice: 9, at: 'open' } as const, 'INVALID_ORDER'],
    [{ type: 'limit', quantity: 1, limitPrice: 9, timeInForce: 'GTD' } as const, 'INVALID_ORDER'],
    [{ type: 'limit', quantity: 1, limitPrice: 9, timeoutBars: 0.5 } as const, 'INVALID_ORDER'],
    [{ type: 'market', quantity: { ofEquity: 20 } } as const, 'INVALID_QUANTITY'],
    [{ type: 'market', quantity: 0 } as const, 'INVALID_QUANTITY'],
    [{ type: 'market', quantity: 1, limitPrice: 10 } as const, 'INVALID_ORDER'],
    [{ type: 'market', quantity: 1, expireTime: 60_000 } as const, 'INVALID_ORDER'],
    [{ type: 'market', quantity: NaN } as const, 'INVALID_QUANTITY'],
  ])('refuses %o', (request, code) => {
    const orders: SignalRun['orders'] = (_i, _account, book) => void book.submit(request);
    expect(() => runScript(rising, [], {}, { orders })).toThrow(expect.objectContaining({ code }));
  });
});

describe('plan', () => {
  it('sets the quantity of an entry and is not asked for an exit', () => {
    const asked: number[] = [];
    const plan: SignalRun['plan'] = (_intent, _position, i) => (asked.push(i), { quantity: 4 });
    expect([fillsOf(runScript(rising, [1, NaN, 0], {}, { plan })), asked]).toEqual([
      [
        [1, 4, 12],
        [3, -4, 16],
      ],
      [0],
    ]);
  });

  it('may give an entry up', () => {
    const plan: SignalRun['plan'] = () => CANCEL;
    expect(runScript(rising, [1, 1], {}, { plan }).orders).toEqual([]);
  });

  it('that gives an entry up still lets go of what the signal turned against', () => {
    const plan: SignalRun['plan'] = ({ signal }) => (signal < 0 ? CANCEL : undefined);
    const result = runScript(rising, [1, NaN, -1], {}, { plan });
    expect([fillsOf(result), result.refused]).toEqual([
      [
        [1, 10, 12],
        [3, -10, 16],
      ],
      [],
    ]);
  });

  it('is asked again while its entry works: it may change it, or give it up', () => {
    const answers = [{ quantity: 4 }, { quantity: 6 }, CANCEL] as const;
    const plan: SignalRun['plan'] = (_intent, _position, i) => answers[i];
    const result = runScript(rising, [1, 1, 1], { latencyBars: 3 }, { plan });
    expect(result.orders.map(({ quantity, status, reason }) => [quantity, status, reason])).toEqual([
      [4, 'cancelled', 'REPLACED'],
      [6, 'cancelled', 'GIVEN_UP'],
    ]);
  });

  it.each([
    [{ type: 'limit' } as const, 'INVALID_PRICE'],
    [{ stop: 20 }, 'WRONG_SIDE'],
    [{ target: 9 }, 'WRONG_SIDE'],
    [{ timeInForce: 'GTD' } as const, 'INVALID_ORDER'],
  ])('refuses %o', (answer, code) => {
    expect(() => runScript(rising, [1], {}, { plan: () => answer })).toThrow(expect.objectContaining({ code }));
  });
});

describe('what a run is shown and told', () => {
  it('shows live views at the start', () => {
    const seen: number[][] = [];
    let account: { equity: number; cash: number; position: { quantity: number } };
    const start: SignalRun['start'] = (context) => void (account = context.account);
    const signal = (i: number): number => (
      seen.push([account.cash, account.equity, account.position.quantity]),
      i === 0 ? 1 : NaN
    );
    runScript(rising, [], {}, { start, signal });
    expect(seen.slice(0, 2)).toEqual([
      [10_000, 10_000, 0],
      [9_880, 10_010, 10],
    ]);
  });

  it('tells fills and orders before the decision on that bar, and the end', () => {
    const events: string[] = [];
    runScript(
      rising,
      [],
      {},
      {
        signal: (i) => (events.push(`signal ${i}`), i === 0 ? 1 : NaN),
        onFill: ({ bar }) => events.push(`fill ${bar}`),
        onOrder: ({ status }) => events.push(status),
        stop: () => events.push('stop'),
      },
    );
    expect(events.slice(0, 4)).toEqual(['signal 0', 'fill 1', 'filled', 'signal 1']);
    expect(events.at(-1)).toBe('stop');
  });

  it('hears a listener whose methods are those of a class', () => {
    class Ear {
      bars = 0;
      bar(): void {
        this.bars++;
      }
    }
    const on = new Ear();
    runScript(rising, [], { on });
    expect(on.bars).toBe(5);
  });

  it('tells the equity that is in the curve, also after fills at the close and at the end', () => {
    const heard: number[] = [];
    const on = { equity: (equity: number, i: number) => void (heard[i] = equity) };
    const options = { on, onClose: true, commission: bps(100), finalize: 'close' } as const;
    const result = runScript(rising, [1, 0, 1], options);
    expect(heard).toEqual([...result.equity.equity]);
  });

  it('tells listeners of the bar that ruins', () => {
    const bars: number[] = [];
    runScript(priceBars([10, 10], [10, 25], [30, 30]), [-1], { capital: 100, on: { bar: (i) => void bars.push(i) } });
    expect(bars).toEqual([0, 1]);
  });

  it('tells listeners which instrument a signal is of, and when an order became what it is', () => {
    const heard: unknown[] = [];
    const on: RunListeners = {
      signal: (value, i, symbol) => void heard.push([value, i, symbol]),
      order: ({ status }, time) => void heard.push([status, time / 60_000]),
    };
    runScript(rising, [1], { on });
    expect(heard).toEqual([
      [1, 0, 'X'],
      ['working', 1],
      ['filled', 1],
    ]);
  });

  it('tells listeners everything, in order', () => {
    const events: string[] = [];
    const on = {
      bar: (i: number) => events.push(`bar ${i}`),
      signal: (value: number) => events.push(`signal ${value}`),
      order: ({ status }: { status: string }) => events.push(status),
      fill: () => events.push('fill'),
      position: ({ quantity }: { quantity: number }) => events.push(`position ${quantity}`),
      trade: ({ netProfit }: { netProfit: number }) => events.push(`trade ${netProfit}`),
      equity: (equity: number) => events.push(`equity ${equity}`),
    };
    runScript(priceBars([10, 10], [10, 10], [12, 12]), [1, 0], { on });
    expect(events).toEqual([
      'bar 0',
      'equity 10000',
      'signal 1',
      'working',
      'fill',
      'position 10',
      'filled',
      'bar 1',
      'equity 10000',
      'signal 0',
      'working',
      'fill',
      'position 0',
      'trade 20',
      'filled',
      'bar 2',
      'equity 10020',
    ]);
  });
});
