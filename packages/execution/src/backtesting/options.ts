import { nearestName } from '@tidemark/core-errors';
import { isTimeframe } from '@tidemark/core-market';
import type { BarSeries, Calendar, PortfolioStrategy, Strategy } from '@tidemark/core-market';
import { percentOfEquity } from '@tidemark/risk';
import type { PortfolioLimit, RiskExit, RiskManager, Sizer } from '@tidemark/risk';
import { ExecutionError } from '../error.ts';
import type { RunListeners } from '../listeners.ts';
import { commission as commissionOf, noCommission, type CommissionModel } from '../market/commission.ts';
import { latency as delay, noLatency, type LatencyModel } from '../market/latency.ts';
import type { CarryModel } from '../market/carry.ts';
import type { CorporateAction } from '../market/corporate-actions.ts';
import { cashMargin, type MarginModel } from '../market/margin.ts';
import { noVolumeLimit, volumeShare, type VolumeLimit } from '../market/volume-limit.ts';
import { PROFILES, type ProfileName, type Semantics } from '../semantics.ts';
import type { Act } from '../stance.ts';
import type { Checkpoint, CheckpointOptions } from './checkpoint/checkpoint.ts';
import type { RunBus } from './bus-listeners.ts';
import { calendarsOf, type CalendarOption } from './run-calendars.ts';
import type { TickQuotes } from './tick-data.ts';
import { noSlippage, type SlippageModel } from '../market/slippage.ts';

/** Every switch of the semantics may be set by its name. */
type Switches = { readonly [Name in Exclude<keyof Semantics, 'insufficient'>]?: Semantics[Name] | undefined };

/** A backtest. What is left out is the default of the profile, which is `tidemark-1`. */
export interface BacktestOptions extends Switches {
  /** Run on each instrument's own bars. */
  readonly strategy?: Strategy | undefined;
  /** Instead of a strategy: weights across many instruments. */
  readonly portfolio?: PortfolioStrategy | undefined;
  /**
   * The fraction of the equity that each instrument's sizes are counted from, by symbol; who is left out gets nothing.
   * Default: all alike.
   */
  readonly allocation?: Readonly<Record<string, number>> | undefined;
  /** ISO code of the account's money. Default: the currency of the instruments. */
  readonly currency?: string | undefined;
  /** Bars of what one unit of another currency costs in the account's, by currency: `{ EUR: eurusd }`. */
  readonly fx?: Readonly<Record<string, BarSeries>> | undefined;
  /** Money to start with, in the account's currency. Default 10,000. */
  readonly capital?: number | undefined;
  /** A model, or a rate: 0.001 is 10 bps. Default: none. */
  readonly commission?: CommissionModel | number | undefined;
  /** Default: none. */
  readonly slippage?: SlippageModel | undefined;
  /** What of the equity a position binds. Default: cashMargin, exposure up to the equity. */
  readonly margin?: MarginModel | undefined;
  /** What holding costs or brings: borrow fees, funding, interest. */
  readonly carry?: readonly CarryModel[] | undefined;
  /** Splits and dividends of unadjusted series, oldest first. */
  readonly corporateActions?: readonly CorporateAction[] | undefined;
  /** How much. Default: percentOfEquity(0.95). */
  readonly sizer?: Sizer | undefined;
  /** When a target is computed. Default: 'change'. */
  readonly act?: Act | undefined;
  /** Signals that differ by no more are repeats. Default 0.1. */
  readonly minChange?: number | undefined;
  /** Bars that an order waits beyond the next one. Default 0. */
  readonly latencyBars?: number | undefined;
  /**
   * Finer bars of the same instrument, or of many by symbol: they decide what happened inside a bar. Where there are
   * none for a bar, the bar decides.
   */
  readonly detail?: BarSeries | Readonly<Record<string, BarSeries>> | undefined;
  /** Of a run over ticks: what was quoted at each. Buyers pay the offer, sellers get the bid. */
  readonly quotes?: TickQuotes | undefined;
  /**
   * Of the exchange, or of several by symbol: a `DAY` order lives to the end of its session. One that is given between
   * two sessions counts for the next. Default: sessions are days in UTC.
   */
  readonly calendar?: CalendarOption | undefined;
  /** How long an order is on its way; `latencyBars: 1` is `latency({ bars: 1 })`. Default: until the next bar. */
  readonly latency?: LatencyModel | undefined;
  /** How much of a bar's trading orders may be: a model, or a share of its volume (0.1 is 10 %). Default: no limit. */
  readonly volumeLimit?: VolumeLimit | number | undefined;
  /** Whose semantics: every switch that is not given is this profile's. Default 'tidemark-1'. */
  readonly profile?: ProfileName | undefined;
  /** Short of cash. Default: sized orders shrink, explicit quantities are rejected. */
  readonly insufficient?: 'shrink' | 'reject' | undefined;
  /** Bounds on the account, asked on every mark: a breach closes everything. */
  readonly limits?: readonly PortfolioLimit[] | undefined;
  /** Reasons to close a position that the strategy does not give. */
  readonly exits?: readonly RiskExit[] | undefined;
  /** Asked for what increases exposure. */
  readonly riskManager?: RiskManager | undefined;
  /** What made the data, for the manifest, where it was random. */
  readonly seed?: number | undefined;
  /** Told what happens, as it happens. */
  readonly on?: RunListeners | undefined;
  /** Keeps the run from time to time, so that it can go on from there. */
  readonly checkpoint?: CheckpointOptions | undefined;
  /** Goes on from a checkpoint of the same run: of the same bars so far, there may be more. */
  readonly resume?: Checkpoint | undefined;
  /**
   * Told what happens, by topic: `bar.*.*`, `signal.*`, `order.*`, `fill.*`, `position.*`, `trade.*`, `equity`. Whoever
   * is to hear of a run subscribes before it begins; a run that goes on from a checkpoint is told from its start.
   */
  readonly bus?: RunBus | undefined;
}

/** Every option with its default filled in. */
export interface ResolvedOptions {
  readonly strategy: Strategy | undefined;
  readonly portfolio: PortfolioStrategy | undefined;
  readonly allocation: Readonly<Record<string, number>> | undefined;
  readonly currency: string | undefined;
  readonly fx: Readonly<Record<string, BarSeries>> | undefined;
  readonly capital: number;
  readonly commission: CommissionModel;
  readonly slippage: SlippageModel;
  readonly margin: MarginModel;
  readonly sizer: Sizer;
  readonly act: Act;
  readonly minChange: number;
  readonly latency: LatencyModel;
  readonly volumeLimit: VolumeLimit;
  readonly carry: readonly CarryModel[];
  readonly corporateActions: readonly CorporateAction[];
  /** By symbol. */
  readonly detail: Readonly<Record<string, BarSeries>> | undefined;
  readonly tickQuotes: TickQuotes | undefined;
  /** By symbol. */
  readonly calendars: Readonly<Record<string, Calendar>> | undefined;
  readonly profile: ProfileName;
  readonly semantics: Semantics;
  readonly limits: readonly PortfolioLimit[];
  readonly exits: readonly RiskExit[];
  readonly riskManager: RiskManager | undefined;
  readonly seed: number | null;
  readonly on: RunListeners;
  readonly checkpoint: CheckpointOptions | undefined;
  readonly resume: Checkpoint | undefined;
  readonly bus: RunBus | undefined;
}

/** The switches that have names, and the names. */
const CHOICES: { readonly [Name in keyof Semantics]?: readonly Semantics[Name][] } = {
  firstCall: ['ready', 'ready+1'],
  queue: ['phases', 'stopFirst', 'fifo'],
  onClose: [false, true],
  limitTouch: ['touch', 'through'],
  stopLimit: ['tidemark', 'backtrader', 'backtesting.py'],
  sameBar: ['stop', 'nearest', 'optimistic'],
  openDecides: [true, false],
  legs: ['certain', 'entryBar', 'nextBar'],
  legsFollow: ['position', 'order'],
  uncertain: ['none', 'stop', 'target'],
  trailFrom: ['high', 'close'],
  cap: ['none', 'bar'],
  slippageOn: ['taker', 'opening'],
  resolve: ['close', 'fill'],
  insufficient: ['default', 'shrink', 'reject'],
  buyingPower: ['equity', 'cash', 'backtesting.py', 'unchecked'],
  checkAtSubmission: [false, true],
  costing: ['average', 'fifo', 'lifo', 'hedging'],
  commissionPer: ['fill', 'order'],
  volumePer: ['side', 'order'],
  contention: ['proRata', 'sequence'],
  weightsPay: ['equity', 'outlay'],
  finalize: ['mark', 'close', 'lastOpen'],
};

const NAMES: readonly string[] = [
  'strategy',
  'portfolio',
  'allocation',
  'currency',
  'fx',
  'capital',
  'commission',
  'slippage',
  'margin',
  'sizer',
  'act',
  'minChange',
  'latencyBars',
  'latency',
  'detail',
  'quotes',
  'calendar',
  'volumeLimit',
  'carry',
  'corporateActions',
  'profile',
  ...Object.keys(CHOICES),
  'reenter',
  'limits',
  'exits',
  'riskManager',
  'seed',
  'on',
  'checkpoint',
  'resume',
  'bus',
];

/** @throws ExecutionError UNKNOWN_OPTION, INVALID_OPTION, INVALID_STRATEGY, INVALID_COMMISSION */
export function resolveOptions(options: BacktestOptions, symbols: readonly string[] = []): ResolvedOptions {
  for (const name of Object.keys(options)) {
    if (NAMES.includes(name)) continue;
    const near = nearestName(name, NAMES);
    const fix = near === undefined ? `the options are ${NAMES.join(', ')}` : `did you mean ${near}?`;
    throw new ExecutionError('UNKNOWN_OPTION', { what: `there is no option ${name}`, where: 'backtest', fix });
  }
  const { strategy, portfolio } = options;
  assertStrategy(portfolio ?? strategy, portfolio === undefined ? 'strategy' : 'portfolio');
  check(
    'portfolio',
    portfolio?.name,
    portfolio === undefined || strategy === undefined,
    'a strategy or a portfolio, not both',
  );
  const { capital = 10_000, minChange = 0.1, latencyBars = 0, act = 'change' } = options;
  check('capital', capital, isNumber(capital) && capital > 0 && capital < Infinity, 'money, more than 0');
  check(
    'minChange',
    minChange,
    isNumber(minChange) && minChange >= 0 && minChange <= 2,
    'a difference of signals, 0 to 2',
  );
  check('latencyBars', latencyBars, Number.isInteger(latencyBars) && latencyBars >= 0, 'whole bars, 0 or more');
  checkAct(act, latencyBars);
  const semantics = semanticsOf(options);
  const wait = '0 with onClose: the one waits, the other does not';
  check('latencyBars', latencyBars, !semantics.onClose || latencyBars === 0, wait);
  const { limits = [], exits = [], riskManager, allocation, carry = [], corporateActions = [], bus } = options;
  const isBus = hasMethod(bus, 'publish') && hasMethod(bus, 'hasSubscribers');
  check('bus', bus, bus === undefined || isBus, 'an EventBus of @tidemark/core-events');
  if (allocation !== undefined) checkAllocation(allocation, symbols);
  checkKept(options, 'moments');
  return {
    strategy,
    portfolio,
    allocation,
    currency: options.currency,
    fx: options.fx,
    ...modelsOf(options),
    capital,
    act,
    minChange,
    profile: options.profile ?? 'tidemark-1',
    semantics,
    carry,
    corporateActions,
    detail: detailOf(options.detail),
    tickQuotes: options.quotes,
    calendars: calendarsOf(options.calendar, symbols),
    limits,
    exits,
    riskManager,
    seed: options.seed ?? null,
    on: options.on ?? {},
    checkpoint: options.checkpoint,
    resume: options.resume,
    bus,
  };
}

/** Finer bars by symbol. */
function detailOf(detail: BacktestOptions['detail']): Readonly<Record<string, BarSeries>> | undefined {
  if (detail === undefined) return undefined;
  const single = 'close' in detail && detail.close instanceof Float64Array;
  return single ? { [(detail as BarSeries).symbol]: detail as BarSeries } : (detail as Record<string, BarSeries>);
}

function quoted(choice: unknown): string {
  return typeof choice === 'string' ? `'${choice}'` : JSON.stringify(choice);
}

/** The switches of the profile, and those that were given instead. */
function semanticsOf(options: BacktestOptions): Semantics {
  const { profile = 'tidemark-1', reenter } = options;
  const profiles = Object.keys(PROFILES);
  check('profile', profile, profiles.includes(profile), profiles.map((each) => `'${each}'`).join(' or '));
  const given: Record<string, unknown> = {};
  for (const [name, choices] of Object.entries(CHOICES)) {
    const choice = options[name as keyof BacktestOptions];
    if (choice === undefined) continue;
    const wanted = choices.map(quoted).join(' or ');
    check(name, choice, (choices as readonly unknown[]).includes(choice), wanted);
    given[name] = choice;
  }
  if (reenter !== undefined) {
    const bars = typeof reenter === 'object' && Number.isInteger(reenter.afterBars) && reenter.afterBars > 0;
    const valid = bars || reenter === 'change' || reenter === 'nextBar';
    check('reenter', reenter, valid, "'change', 'nextBar' or { afterBars: 5 }");
    given['reenter'] = reenter;
  }
  return { ...PROFILES[profile], ...given };
}

type Models = Pick<ResolvedOptions, 'commission' | 'slippage' | 'margin' | 'sizer' | 'latency' | 'volumeLimit'>;

function modelsOf(options: BacktestOptions): Models {
  const {
    commission = noCommission,
    slippage = noSlippage,
    margin = cashMargin,
    sizer = percentOfEquity(0.95),
  } = options;
  const model = typeof commission === 'number' ? commissionOf({ rate: commission }) : commission;
  check('commission', commission, hasMethod(model, 'commission'), 'a rate such as 0.001, or a model such as bps(10)');
  check('slippage', slippage, hasMethod(slippage, 'offset'), 'a model such as fractionSlippage(0.0005)');
  check('margin', margin, hasMethod(margin, 'initial'), 'a model such as fixedLeverage(2)');
  check('sizer', sizer, hasMethod(sizer, 'quantity'), 'a sizer such as percentOfEquity(0.5)');
  const {
    volumeLimit = noVolumeLimit,
    latencyBars = 0,
    latency = latencyBars > 0 ? delay({ bars: latencyBars }) : noLatency,
  } = options;
  check('latency', latency, hasMethod(latency, 'ms'), 'a model such as latency({ ms: 250 })');
  check('latency', latency, options.latency === undefined || latencyBars === 0, 'latency or latencyBars, not both');
  const limit = typeof volumeLimit === 'number' ? volumeShare(volumeLimit) : volumeLimit;
  check(
    'volumeLimit',
    volumeLimit,
    hasMethod(limit, 'units'),
    'a share such as 0.1, or a model such as volumeShare(0.1)',
  );
  return { commission: model, slippage, margin, sizer, latency, volumeLimit: limit };
}

/** @throws ExecutionError INVALID_ALLOCATION */
function checkAllocation(allocation: Readonly<Record<string, number>>, symbols: readonly string[]): void {
  for (const [symbol, fraction] of Object.entries(allocation)) {
    const known = symbols.includes(symbol);
    if (known && fraction >= 0 && fraction <= 10) continue;
    const near = known ? undefined : nearestName(symbol, symbols);
    const instruments = near === undefined ? `the instruments are ${symbols.join(', ')}` : `did you mean ${near}?`;
    const fix = known ? `give a fraction of the equity: ${fraction} % is ${fraction / 100}` : instruments;
    const what = known ? `the fraction of ${symbol} is ${fraction}` : `there are no bars of ${symbol}`;
    throw new ExecutionError('INVALID_ALLOCATION', { what, where: 'backtest, option allocation', fix });
  }
}

/** @throws ExecutionError INVALID_OPTION. @param done what a checkpoint counts */
export function checkKept(
  { checkpoint, resume }: { readonly checkpoint?: unknown; readonly resume?: unknown },
  done: 'moments' | 'rows',
): void {
  if (checkpoint !== undefined) {
    const { every, save } = Object(checkpoint) as { readonly every?: unknown; readonly save?: unknown };
    check('checkpoint.every', every, Number.isInteger(every) && (every as number) > 0, `whole ${done}, 1 or more`);
    const wanted = 'a function that keeps it: (checkpoint) => writeFileSync(file, JSON.stringify(checkpoint))';
    check('checkpoint.save', save, typeof save === 'function', wanted);
  }
  if (resume === undefined) return;
  const { format, [done]: count } = Object(resume) as Readonly<Record<string, unknown>>;
  const valid = format === 1 && Number.isInteger(count);
  check('resume', resume, valid, 'what `checkpoint.save` was given, read back with JSON.parse');
}

function checkAct(act: Act, latencyBars: number): void {
  if (act === 'change') return;
  const { every, band } = act;
  check('act.band', band, isNumber(band) && band >= 0 && band < 1, 'a fraction of the target: 0.05 is 5 %');
  check('act.every', every, every === 'bar' || isTimeframe(every), "'bar' or a timeframe such as '1M'");
  const late = 'more than 0 with latencyBars: otherwise every bar replaces the order before it fills';
  check('act.band', band, band > 0 || latencyBars === 0, late);
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

function assertStrategy(strategy: unknown, option: 'strategy' | 'portfolio'): void {
  if (typeof strategy === 'object' && strategy !== null && 'over' in strategy) return;
  const factory = typeof strategy === 'function';
  throw new ExecutionError('INVALID_STRATEGY', {
    what: factory ? 'the strategy is a function' : `the strategy is ${String(strategy)}`,
    where: `backtest, option ${option}`,
    fix: factory ? 'make one with parameters: smaCross(), or new SmaCross({})' : 'give what defineStrategy(…)() makes',
  });
}
