import { nearestName } from '@tidemark/core-errors';
import { isTimeframe, type Strategy } from '@tidemark/core-market';
import { percentOfEquity, type Sizer } from '@tidemark/risk';
import { ExecutionError } from '../error.ts';
import type { RunListeners } from '../listeners.ts';
import { commission as commissionOf, noCommission, type CommissionModel } from '../market/commission.ts';
import type { SlippageCap } from '../market/fill.ts';
import type { Act } from '../stance.ts';
import { noSlippage, type SlippageModel } from '../market/slippage.ts';

/** A backtest. What is left out is the default of the profile `tidemark-1`. */
export interface BacktestOptions {
  readonly strategy: Strategy;
  /** Money to start with, in the instrument's currency. Default 10,000. */
  readonly capital?: number | undefined;
  /** A model, or a rate: 0.001 is 10 bps. Default: none. */
  readonly commission?: CommissionModel | number | undefined;
  /** Default: none. */
  readonly slippage?: SlippageModel | undefined;
  /** Default: 'none', slippage may leave the bar. */
  readonly cap?: SlippageCap | undefined;
  /** How much. Default: percentOfEquity(0.95). */
  readonly sizer?: Sizer | undefined;
  /** When a target is computed. Default: 'change'. */
  readonly act?: Act | undefined;
  /** Signals that differ by no more are repeats. Default 0.1. */
  readonly minChange?: number | undefined;
  /** Default 'ready': the first bar whose columns are all defined. */
  readonly firstCall?: 'ready' | 'ready+1' | undefined;
  /** Bars that an order waits beyond the next one. Default 0. */
  readonly latencyBars?: number | undefined;
  /** Fill at the close that decided: looks good and cannot be had. Default false. */
  readonly onClose?: boolean | undefined;
  /** Short of cash. Default: sized orders shrink, explicit quantities are rejected. */
  readonly insufficient?: 'shrink' | 'reject' | undefined;
  /** The open position at the end: marked at the last close (default), or closed there with commission. */
  readonly finalize?: 'mark' | 'close' | undefined;
  /** What made the data, for the manifest, where it was random. */
  readonly seed?: number | undefined;
  /** Told what happens, as it happens. */
  readonly on?: RunListeners | undefined;
}

/** Every option with its default filled in. */
export interface ResolvedOptions {
  readonly strategy: Strategy;
  readonly capital: number;
  readonly commission: CommissionModel;
  readonly slippage: SlippageModel;
  readonly cap: SlippageCap;
  readonly sizer: Sizer;
  readonly act: Act;
  readonly minChange: number;
  readonly firstCall: 'ready' | 'ready+1';
  readonly latencyBars: number;
  readonly onClose: boolean;
  readonly insufficient: 'default' | 'shrink' | 'reject';
  readonly finalize: 'mark' | 'close';
  readonly seed: number | null;
  readonly on: RunListeners;
}

const NAMES: readonly (keyof BacktestOptions)[] = [
  'strategy',
  'capital',
  'commission',
  'slippage',
  'cap',
  'sizer',
  'act',
  'minChange',
  'firstCall',
  'latencyBars',
  'onClose',
  'insufficient',
  'finalize',
  'seed',
  'on',
];

/** @throws ExecutionError UNKNOWN_OPTION, INVALID_OPTION, INVALID_STRATEGY, INVALID_COMMISSION */
export function resolveOptions(options: BacktestOptions): ResolvedOptions {
  for (const name of Object.keys(options)) {
    if ((NAMES as readonly string[]).includes(name)) continue;
    const near = nearestName(name, NAMES);
    const fix = near === undefined ? `the options are ${NAMES.join(', ')}` : `did you mean ${near}?`;
    throw new ExecutionError('UNKNOWN_OPTION', { what: `there is no option ${name}`, where: 'backtest', fix });
  }
  assertStrategy(options.strategy);
  const { commission = noCommission, act = 'change', capital = 10_000, minChange = 0.1, latencyBars = 0 } = options;
  check('capital', capital, isNumber(capital) && capital > 0 && capital < Infinity, 'money, more than 0');
  check(
    'minChange',
    minChange,
    isNumber(minChange) && minChange >= 0 && minChange <= 2,
    'a difference of signals, 0 to 2',
  );
  check('latencyBars', latencyBars, Number.isInteger(latencyBars) && latencyBars >= 0, 'whole bars, 0 or more');
  if (act !== 'change') {
    check(
      'act.band',
      act.band,
      isNumber(act.band) && act.band >= 0 && act.band < 1,
      'a fraction of the target: 0.05 is 5 %',
    );
    check('act.every', act.every, act.every === 'bar' || isTimeframe(act.every), "'bar' or a timeframe such as '1M'");
    check(
      'act.band',
      act.band,
      act.band > 0 || latencyBars === 0,
      'more than 0 with latencyBars: otherwise every bar replaces the order before it fills',
    );
  }
  const { onClose = false, slippage = noSlippage, sizer = percentOfEquity(0.95) } = options;
  const model = typeof commission === 'number' ? commissionOf({ rate: commission }) : commission;
  check('commission', commission, hasMethod(model, 'commission'), 'a rate such as 0.001, or a model such as bps(10)');
  check('slippage', slippage, hasMethod(slippage, 'offset'), 'a model such as fractionSlippage(0.0005)');
  check('sizer', sizer, hasMethod(sizer, 'quantity'), 'a sizer such as percentOfEquity(0.5)');
  check('latencyBars', latencyBars, !onClose || latencyBars === 0, '0 with onClose: the one waits, the other does not');
  return {
    strategy: options.strategy,
    capital,
    commission: model,
    slippage,
    cap: oneOf('cap', options.cap, ['none', 'bar']),
    sizer,
    act,
    minChange,
    firstCall: oneOf('firstCall', options.firstCall, ['ready', 'ready+1']),
    latencyBars,
    onClose,
    insufficient: oneOf('insufficient', options.insufficient, ['default', 'shrink', 'reject']),
    finalize: oneOf('finalize', options.finalize, ['mark', 'close']),
    seed: options.seed ?? null,
    on: options.on ?? {},
  };
}

/** The given choice, or the first where none is given. */
function oneOf<Choice extends string>(
  name: string,
  given: Choice | undefined,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const choice = given ?? choices[0];
  check(name, choice, choices.includes(choice), choices.map((each) => `'${each}'`).join(' or '));
  return choice;
}

function check(name: string, value: unknown, valid: boolean, wanted: string): void {
  if (valid) return;
  const where = `backtest, option ${name}`;
  throw new ExecutionError('INVALID_OPTION', { what: `${name} is ${String(value)}`, where, fix: `give ${wanted}` });
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function hasMethod(model: unknown, name: string): boolean {
  return typeof model === 'object' && model !== null && typeof Reflect.get(model, name) === 'function';
}

function assertStrategy(strategy: unknown): void {
  if (typeof strategy === 'object' && strategy !== null && 'over' in strategy) return;
  const factory = typeof strategy === 'function';
  throw new ExecutionError('INVALID_STRATEGY', {
    what: factory ? 'the strategy is a function' : `the strategy is ${String(strategy)}`,
    where: 'backtest, option strategy',
    fix: factory ? 'make one with parameters: smaCross(), or new SmaCross({})' : 'give what defineStrategy(…)() makes',
  });
}
