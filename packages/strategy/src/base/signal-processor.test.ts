import { sliceBars, type RunContext, type Strategy } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAT_ACCOUNT } from '../testing/flat-account.ts';
import { audit } from '../audit/audit.ts';
import { rsiReversion } from '../built-in/rsi-reversion.ts';
import { smaCross } from '../built-in/sma-cross.ts';
import { rehearse, sampleBars, scripted, strategyContract } from '../testing/index.ts';
import { BaseStrategy } from './base-strategy.ts';
import { defineStrategy } from './define-strategy.ts';
import { processed } from './signal-processor.ts';
import { confirm } from './signal/confirm.ts';
import { coolDown } from './signal/cool-down.ts';
import { debounce } from './signal/debounce.ts';
import { hysteresis } from './signal/hysteresis.ts';
import { scaleToVolatility } from './signal/scale-to-volatility.ts';
import { sessionGate } from './signal/session-gate.ts';
import type { SignalStage } from './signal/signal-stage.ts';
import { smooth } from './signal/smooth.ts';
import { threshold } from './signal/threshold.ts';

const signals = (strategy: Strategy, bars = sampleBars({ bars: 8 })) => [...rehearse(strategy, bars).signals];
const cross = smaCross({ fast: 3, slow: 9, side: 'both' });

const pipelines: SignalStage[][] = [
  [threshold({ level: 0.5 })],
  [smooth({ period: 4 }), hysteresis({ enter: 0.6, exit: 0.2, output: 'sign' })],
  [confirm(3), coolDown(5), debounce(2)],
  [scaleToVolatility({ target: 0.004, lookback: 30 }), smooth({ period: 5, method: 'sma' }), threshold({ level: 0.1 })],
  [sessionGate({ hours: ['01:00', '05:00'], outside: 'hold' }), confirm(2)],
];

describe.each(pipelines.map((stages) => [processed(cross, ...stages)] as const))('$name', (strategy) => {
  it.each(strategyContract(strategy))('$name', ({ check }) => {
    expect(check).not.toThrow();
  });

  it('says the same when the future is cut off', () => {
    expect(audit(sampleBars(), { strategy })).toMatchObject({ clean: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 199 }), (seed, cut) => {
        const bars = sampleBars({ bars: 200, seed });
        expect(signals(strategy, sliceBars(bars, 0, cut))).toEqual(signals(strategy, bars).slice(0, cut));
      }),
      { numRuns: 20 },
    );
  });
});

it('shows the stages a stance: NaN keeps it, and it is 0 before the first word', () => {
  expect(signals(processed(scripted([NaN, 1, NaN, NaN, 0]), confirm(2))).slice(0, 6)).toEqual([0, 0, 1, 1, 1, 0]);
});

it('answers from the bar on which the last stage is ready', () => {
  const strategy = processed(
    scripted([1, 1, 0.5, 0], 1),
    smooth({ period: 2, method: 'sma' }),
    smooth({ period: 2, method: 'sma' }),
  );
  const run = strategy.over(sampleBars({ bars: 6 }));
  expect(run.warmup).toBe(3);
  expect(run.signal(3)).toBe(0.5); // means 0.75 and 0.25
  expect([...run.columns.raw]).toEqual([NaN, 1, 0.5, 0, NaN, NaN]);
  expect([...run.columns.processed]).toEqual([NaN, NaN, NaN, 0.5, NaN, NaN]);
  expect(processed(cross, scaleToVolatility({ target: 0.1, lookback: 30 })).over(sampleBars()).warmup).toBe(30);
});

it('shows a stage what the one before it holds', () => {
  const hold: SignalStage = {
    name: 'first',
    params: {},
    over: (_bars, from) => ({ ready: from, update: (stance, i) => (i < 2 ? stance : NaN) }),
  };
  expect(
    signals(processed(scripted([0.2, 0.4, 1, 1]), hold, smooth({ period: 2, method: 'sma' }))).slice(1, 5),
  ).toEqual([expect.closeTo(0.3, 12), 0.4, 0.4, 0.4]);
});

it('says what it is made of, for the manifest', () => {
  const { name, params, codeHash } = processed(cross, confirm(3), threshold({ level: 0.5 }));
  expect(name).toBe('sma-cross | confirm | threshold');
  expect(params).toMatchObject({
    strategy: { name: 'sma-cross', params: { fast: 3 } },
    stages: [{ name: 'confirm', params: { bars: 3 } }, { params: { level: 0.5, output: 'value' } }],
  });
  expect(codeHash).toMatch(/^[0-9a-f]{32}$/);
  expect(codeHash).not.toBe(processed(cross, confirm(3)).codeHash);
  expect(codeHash).not.toBe(processed(rsiReversion(), confirm(3), threshold({ level: 0.5 })).codeHash);
});

describe('what else a strategy has', () => {
  const part = { name: 'part', columns: () => ({}), decide: () => 1 };
  const position = { quantity: 7, averagePrice: 1, barsHeld: 1, lots: [] };
  const book = { submit: () => 1, replace: () => 1, cancel: () => true, working: () => [] };
  const context: RunContext = { position, account: { ...FLAT_ACCOUNT, cash: 1, equity: 2, position }, book };

  it('is refused where it goes past the signal', () => {
    const refused = expect.objectContaining({ code: 'MEMBER_PATH_DEPENDENT', where: 'strategy part' });
    const over = (strategy: Strategy) => () => processed(strategy, confirm(2)).over(sampleBars());
    expect(over(defineStrategy({ ...part, manage: (signal) => signal })())).toThrow(refused);
    expect(over(defineStrategy({ ...part, orders: () => {} })())).toThrow(refused);
    class Part extends BaseStrategy {
      onBar(): void {
        this.buy(1);
      }
    }
    const run = processed(new Part(), confirm(2)).over(sampleBars());
    run.start!(context);
    expect(() => run.signal(0)).toThrow(refused);
  });

  it('is passed on: its plan, its view of the account, what it is told', () => {
    const told: string[] = [];
    class Part extends BaseStrategy {
      override onStart(): void {
        told.push(`start ${this.position.quantity} ${this.account.equity} ${this.workingOrders.length}`);
      }
      onBar(): void {}
      override onFill(): void {
        told.push('fill');
      }
      override onOrder(): void {
        told.push('order');
      }
      override onStop(): void {
        told.push('stop');
      }
    }
    const run = processed(new Part(), confirm(2)).over(sampleBars());
    run.start!(context);
    run.onFill!({} as never);
    run.onOrder!({} as never);
    run.stop!();
    expect(told).toEqual(['start 7 2 0', 'fill', 'order', 'stop']);

    const planned = processed(defineStrategy({ ...part, plan: () => ({ quantity: 3 }) })(), confirm(2)).over(
      sampleBars(),
    );
    expect(planned.plan!({} as never, position, 0)).toEqual({ quantity: 3 });
    expect(
      ['plan', 'onFill', 'onOrder', 'manage', 'orders'].filter(
        (hook) => hook in processed(cross, confirm(2)).over(sampleBars()),
      ),
    ).toEqual([]);
  });

  it('is passed on: what it warns of', () => {
    const short = sampleBars({ bars: 5 });
    expect(processed(cross, confirm(2)).over(short).warnings).toMatchObject([{ code: 'COLUMN_NEVER_DEFINED' }]);
  });
});

it('refuses what is no strategy or no stage, and stages that leave the range', () => {
  const code = (code: string) => expect.objectContaining({ code });
  expect(() => processed(smaCross as never, confirm(2))).toThrow(code('INVALID_MEMBERS'));
  expect(() => processed(cross)).toThrow(code('INVALID_STAGE'));
  expect(() => processed(cross, confirm as never)).toThrow(code('INVALID_STAGE'));
  const double: SignalStage = {
    name: 'double',
    params: {},
    over: (_bars, ready) => ({ ready, update: (stance) => 2 * stance }),
  };
  expect(() => signals(processed(scripted([1]), double))).toThrow(code('SIGNAL_OUT_OF_RANGE'));
});
