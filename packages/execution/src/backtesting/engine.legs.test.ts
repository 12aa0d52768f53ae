import type { SignalRun } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { endsOf, fillsByOrder, ohlc } from '../../fixtures/run-orders.ts';
import { fillsOf, runScript } from '../../fixtures/run-script.ts';
import { priceBars } from '../testing/index.ts';

const calm = [100, 100, 100, 100] as const;
const down = [100, 100, 94, 96] as const;
const still = ohlc(Array.from({ length: 8 }, () => calm));
const stopAt95: SignalRun['plan'] = () => ({ stop: 95 });

describe('after an exit that the signal did not ask for (S5)', () => {
  const bars = ohlc([calm, calm, down, calm, calm, calm, calm]);
  const entries = (
    reenter: 'change' | 'nextBar' | { afterBars: number } | undefined,
    signals: readonly number[],
  ): number[] =>
    fillsOf(runScript(bars, signals, { reenter }, { plan: stopAt95 }))
      .filter(([, quantity]) => quantity! > 0)
      .map(([bar]) => bar!);

  it('there is no way back until the stance changes', () => {
    expect(entries(undefined, [1, 1, 1, 1, 1, 1])).toEqual([1]);
    expect(entries(undefined, [1, 1, 1, 0, 1, 1])).toEqual([1, 5]);
    expect(entries(undefined, [1, NaN, 1, 0.5, 1, 1])).toEqual([1, 4, 5]);
  });

  it('there is one from the next bar, or after n bars, where that is asked for', () => {
    expect(entries('nextBar', [1, 1, 1, 1, 1, 1])).toEqual([1, 4]);
    expect(entries({ afterBars: 2 }, [1, 1, 1, 1, 1, 1])).toEqual([1, 5]);
  });

  it('there is none where the signal keeps silent', () => {
    expect(entries('nextBar', [1])).toEqual([1]);
  });
});

describe('a reversal (S8)', () => {
  const plan: SignalRun['plan'] = ({ signal }) =>
    signal > 0 ? { stop: 95 } : { type: 'limit', limitPrice: 102, stop: 110 };

  it('with a plan closes at market and then opens as planned; the old legs are gone', () => {
    const bars = ohlc([calm, calm, [100, 101, 94, 100], [100, 103, 99, 101]]);
    const result = runScript(bars, [1, -1], {}, { plan });
    expect(fillsByOrder(result)).toEqual([
      [1, 1, 10, 100],
      [3, 2, -10, 100],
      [4, 3, -10, 102],
    ]);
    expect(endsOf(result)).toEqual([
      [1, 'filled'],
      [2, 'cancelled', 'REPLACED'],
      [3, 'filled'],
      [4, 'filled'],
      [5, 'working'],
    ]);
    expect(result.orders[4]).toMatchObject({ type: 'stop', quantity: 10, parentId: 4 });
  });

  it('opens in the bar of the close where that bar reaches its price', () => {
    const bars = ohlc([calm, calm, [100, 103, 99, 100]]);
    expect(fillsOf(runScript(bars, [1, -1], {}, { plan }))).toEqual([
      [1, 10, 100],
      [2, -10, 100],
      [2, -10, 102],
    ]);
  });
});

describe('a position that changes size (S9)', () => {
  it('smaller: legs shrink with it', () => {
    const { pending } = runScript(still, [1, 0.5], {}, { plan: () => ({ stop: 95, target: 110 }) });
    expect(pending.map(({ type, quantity }) => [type, quantity])).toEqual([
      ['stop', -5],
      ['limit', -5],
    ]);
  });

  it('larger: their quantities grow, and their prices stay where the plan has none', () => {
    const plan: SignalRun['plan'] = (_intent, { quantity }) => (quantity === 0 ? { stop: 95 } : undefined);
    const { pending } = runScript(still, [0.5, 1], {}, { plan });
    expect(pending.map(({ stopPrice, quantity }) => [stopPrice, quantity])).toEqual([[95, -10]]);
  });

  it('larger: new prices are for all of it', () => {
    const plan: SignalRun['plan'] = (_intent, { quantity }) => ({ stop: quantity === 0 ? 95 : 97 });
    const result = runScript(still, [0.5, 1], {}, { plan });
    expect(result.pending.map(({ stopPrice, quantity }) => [stopPrice, quantity])).toEqual([[97, -10]]);
    expect(endsOf(result)[1]).toEqual([2, 'cancelled', 'REPLACED']);
  });

  it('nothing: entry and legs are taken back, and what is held is sold at market', () => {
    const result = runScript(still, [1, NaN, 0], {}, { plan: stopAt95 });
    expect([fillsOf(result), endsOf(result)[1]]).toEqual([
      [
        [1, 10, 100],
        [3, -10, 100],
      ],
      [2, 'cancelled', 'REPLACED'],
    ]);
  });
});

describe('a plan whose entry works', () => {
  const bars = ohlc([calm, calm, calm, [100, 100, 97, 98], calm]);

  it('moves it where it answers other terms, and leaves it where they are the same', () => {
    const limits = [95, 95, 97.5];
    const plan: SignalRun['plan'] = (_intent, _position, i) => ({ type: 'limit', limitPrice: limits[i]!, stop: 90 });
    const result = runScript(bars, [1], {}, { plan });
    expect([fillsByOrder(result), endsOf(result).slice(0, 2)]).toEqual([
      [[2, 3, 10, 97.5]],
      [
        [1, 'cancelled', 'REPLACED'],
        [2, 'filled'],
      ],
    ]);
  });

  it('is not asked again once the entry has expired: that was an answer (S6)', () => {
    const asked: number[] = [];
    const plan: SignalRun['plan'] = (_intent, _position, i) => {
      asked.push(i);
      return { type: 'limit', limitPrice: 50, timeoutBars: 1 };
    };
    const result = runScript(bars, [1, 1, 1, 1], {}, { plan });
    expect([asked, endsOf(result)]).toEqual([[0], [[1, 'expired', 'EXPIRED']]]);
  });

  it('sizes by its stop where the sizer looks at it', () => {
    const sizer = {
      name: 'risk',
      quantity: ({ price, stop = 0 }: { price: number; stop?: number | undefined }) => 50 / (price - stop),
    };
    expect(fillsOf(runScript(still, [1], { sizer }, { plan: stopAt95 }))).toEqual([[1, 10, 100]]);
  });
});

describe('an exit of the engine', () => {
  const limit = { name: 'enough', breached: ({ time }: { time: number }) => time >= 5 * 60_000 };

  it('beats the signal, takes legs and entry back, and is sent once while it works', () => {
    const result = runScript(still, [1, 1, 1, 1, 1], { limits: [limit], latencyBars: 2 }, { plan: stopAt95 });
    // Entered on bar 3, breached at the close of bar 4, and two bars on its way.
    expect([fillsOf(result), endsOf(result)]).toEqual([
      [
        [3, 10, 100],
        [7, -10, 100],
      ],
      [
        [1, 'filled'],
        [2, 'cancelled', 'enough'],
        [3, 'filled'],
      ],
    ]);
  });

  it('is not followed by a way back while the stance stays', () => {
    const exits = [{ name: 'stale', exits: ({ barsHeld }: { barsHeld: number }) => barsHeld >= 2 }];
    const result = runScript(still, [1, 1, 1, 1, 1, 1, 1], { exits }, { plan: stopAt95 });
    expect([fillsOf(result), endsOf(result)]).toEqual([
      [
        [1, 10, 100],
        [3, -10, 100],
      ],
      [
        [1, 'filled'],
        [2, 'cancelled', 'stale'],
        [3, 'filled'],
      ],
    ]);
  });
});

it('legs that only an increase names are for the whole position (S9)', () => {
  const plan: SignalRun['plan'] = (_intent, { quantity }) => (quantity === 0 ? undefined : { stop: 90 });
  const bars = priceBars([100, 100], [100, 100], [100, 100], [100, 85], [85, 85]);
  const sizer = { name: 'fifty', quantity: () => 50 };
  const { fills } = runScript(bars, [0.4, 1], { sizer }, { plan });
  expect(fills.map(({ bar, quantity, price }) => [bar, quantity, price])).toEqual([
    [1, 20, 100],
    [2, 30, 100],
    [3, -50, 90],
  ]);
});
