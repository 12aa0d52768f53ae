import { hashJson, type BarSeries, type Columns, type RunContext, type RunWarning } from '@tidemark/core-market';
import type { Once, SignalRun, Strategy } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';
import { combinedHash, describeMember, isStrategy, Member } from './member.ts';
import { SequentialRun, type BarStepper } from './sequential-run.ts';
import type { SignalStage, StageRun } from './signal/signal-stage.ts';

/**
 * A strategy whose signal goes through stages before it is heard, each behind the one before: `threshold`, `hysteresis`,
 * `confirm`, `coolDown`, `debounce`, `smooth`, `scaleToVolatility`, `sessionGate`, or one of your own.
 *
 * The first stage is shown the strategy's stance on every bar from its warm-up on: its last signal that was not NaN, 0
 * where there was none yet. The run answers from the bar on which the last stage is ready; columns are those of the
 * strategy, `raw` (the stance that goes in) and `processed` (what comes out), as they go.
 *
 * `plan`, `onFill`, `onOrder`, `start` and `stop` are those of the strategy, and it sees the account. What goes past the
 * signal is refused: `manage`, whose answers would be undone by the stages, and orders by name.
 *
 * @throws StrategyError INVALID_MEMBERS, INVALID_STAGE; from a run MEMBER_PATH_DEPENDENT, SIGNAL_OUT_OF_RANGE (also for
 *   a stage)
 * @example
 * const calm = processed(smaCross(), confirm(3), scaleToVolatility({ target: 0.01 }));
 * calm.name // => 'sma-cross | confirm | scale-to-volatility'
 */
export function processed(strategy: Strategy, ...stages: readonly SignalStage[]): Strategy {
  const where = 'processed';
  if (!isStrategy(strategy)) {
    const fix = 'give smaCross(), then the stages';
    throw new StrategyError('INVALID_MEMBERS', { what: 'the first argument is no strategy', where, fix });
  }
  const bad = stages.findIndex((stage) => typeof (stage as SignalStage | undefined)?.over !== 'function');
  if (bad >= 0 || stages.length === 0) {
    const what = bad < 0 ? 'there is no stage' : `stage ${bad + 1} is none`;
    throw new StrategyError('INVALID_STAGE', { what, where, fix: 'give stages, such as confirm(3)' });
  }
  const name = [strategy, ...stages].map((part) => part.name).join(' | ');
  return {
    name,
    params: {
      strategy: describeMember(strategy),
      stages: stages.map((stage) => ({ name: stage.name, params: stage.params })),
    },
    codeHash: hashJson([
      combinedHash('processed', 1, [strategy]),
      ...stages.map((stage) => stage.codeHash ?? hashJson(String(Reflect.get(stage, 'over')))),
    ]),
    over: (bars, once) => processedRun(name, strategy, stages, bars, once),
  };
}

function processedRun(
  name: string,
  strategy: Strategy,
  stages: readonly SignalStage[],
  bars: BarSeries,
  once?: Once,
): SignalRun {
  const member = new Member(strategy.name, strategy, bars, once);
  const inner = member.run;
  if (inner.manage !== undefined) throw pastTheSignal(member.name, 'has manage');
  if (inner.orders !== undefined) throw pastTheSignal(member.name, 'has orders');
  const run = new SequentialRun(new SignalProcessor(name, member, stages, bars));
  run.start = (context) => inner.start?.(withoutOrders(context, member.name));
  if (inner.plan !== undefined) run.plan = (intent, position, i) => inner.plan!(intent, position, i);
  if (inner.onFill !== undefined) run.onFill = (fill) => inner.onFill!(fill);
  if (inner.onOrder !== undefined) run.onOrder = (order) => inner.onOrder!(order);
  return run;
}

/** A member's stance through stages, bar by bar. */
class SignalProcessor implements BarStepper {
  readonly name: string;
  readonly warmup: number;
  readonly #member: Member;
  readonly #stages: readonly StageRun[];
  /** What came out of each stage last. */
  readonly #held: Float64Array;
  readonly #raw: Float64Array;
  readonly #out: Float64Array;

  constructor(name: string, member: Member, stages: readonly SignalStage[], bars: BarSeries) {
    this.name = name;
    this.#member = member;
    let from = member.run.warmup;
    this.#stages = stages.map((stage) => {
      const run = stage.over(bars, from);
      from = Math.max(from, run.ready);
      return run;
    });
    this.warmup = from;
    this.#held = new Float64Array(stages.length);
    this.#raw = new Float64Array(bars.length).fill(NaN);
    this.#out = new Float64Array(bars.length).fill(NaN);
  }

  get columns(): Columns {
    return { ...this.#member.run.columns, raw: this.#raw, processed: this.#out };
  }

  get warnings(): readonly RunWarning[] {
    return this.#member.run.warnings ?? [];
  }

  step(i: number): number {
    const member = this.#member;
    member.hear(i);
    let stance = (this.#raw[i] = member.stance);
    if (stance !== stance) return NaN;
    const held = this.#held;
    for (let k = 0; k < held.length; k++) {
      const stage = this.#stages[k];
      const answer = stage.update(stance, i);
      if (answer === answer) held[k] = this.#checked(answer, k, i);
      if (i < stage.ready) return NaN;
      stance = held[k];
    }
    return (this.#out[i] = stance);
  }

  #checked(answer: number, k: number, i: number): number {
    if (answer >= -1 && answer <= 1) return answer === 0 ? 0 : answer; // -0 is 0
    const what = `stage ${k + 1} answered ${String(answer)}`;
    throw new StrategyError('SIGNAL_OUT_OF_RANGE', {
      what,
      where: `${this.name}, bar ${i}`,
      fix: 'answer a number in [-1, 1], or NaN to keep what came out before',
    });
  }

  stop(): void {
    this.#member.run.stop?.();
  }
}

/** The account as it is, without the door to orders by name. */
function withoutOrders(context: RunContext, name: string): RunContext {
  const refuse = (): never => {
    throw pastTheSignal(name, 'trades by name');
  };
  const book = { submit: refuse, replace: refuse, cancel: () => false, working: () => [] };
  return {
    get position() {
      return context.position;
    },
    get account() {
      return context.account;
    },
    book,
  };
}

function pastTheSignal(name: string, why: string): StrategyError {
  return new StrategyError('MEMBER_PATH_DEPENDENT', {
    what: `${name} ${why}: that goes past the signal, which is all that stages see`,
    where: `strategy ${name}`,
    fix: 'process a strategy that speaks by its signal alone',
  });
}
