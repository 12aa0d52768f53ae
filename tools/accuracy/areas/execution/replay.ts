import { instrument, type BarSeries, type SignalRun, type Strategy } from '@tidemark/core-market';
import {
  backtest,
  commission,
  fixedLeverage,
  fixedSlippage,
  fractionSlippage,
  futuresMargin,
  PROFILES,
  type ProfileName,
  type BacktestOptions,
  type BacktestResult,
  type CommissionRates,
} from '@tidemark/execution';
import { fixedQuantity, type Sizer } from '@tidemark/risk';
import { numberOf, peerOf, type ExecutionGolden, type Settings } from './golden.ts';
import { PeerDoor, type DoorHabits } from './peer-door.ts';
import { portfolioProgramOf } from './portfolio-programs.ts';
import { priceBars } from './price-bars.ts';
import { doorProgramOf, signalListOf } from './programs.ts';

/** A case as this engine plays it. */
export interface Replay {
  readonly result: BacktestResult<BarSeries | undefined>;
  /** Fills at the deciding close, which the peer books with the next bar. */
  readonly onClose: boolean;
}

type Play = (golden: ExecutionGolden, bars: BarSeries) => Replay;

/** Plays a case under the profile of the program that made it. @throws RangeError for a case that is not of the form */
export function replay(golden: ExecutionGolden, data: (fileName: string) => string): Replay {
  const { settings } = golden;
  const play = PLAYS[peerOf(golden)];
  if (play === undefined && !PROFILE_NAMES.includes(peerOf(golden))) {
    throw new RangeError(`no conventions are known of ${golden.peer}`);
  }
  const fractional = peerOf(golden) === 'vectorbt' || settings['integer_positions'] === false;
  const options = { multiplier: numberOf(settings, 'mult', 1), lotSize: fractional ? undefined : 1 };
  const symbols = golden.data.split(',');
  const series = symbols.map((symbol) => {
    return priceBars(data(`${symbol}.csv`), golden.bars, instrument(symbol, options));
  });
  if (symbols.length === 1 && play !== undefined) return play(golden, series[0]!);
  return playPortfolio(golden, series);
}

/** Weights on several instruments. */
function playPortfolio(golden: ExecutionGolden, series: readonly BarSeries[]): Replay {
  const { settings } = golden;
  const profile = peerOf(golden) as ProfileName;
  const symbols = series.map(({ symbol }) => symbol);
  const slippage = numberOf(settings, 'slippage', 0);
  const result = backtest(Object.fromEntries(series.map((bars) => [bars.symbol, bars])), {
    profile,
    portfolio: portfolioProgramOf(golden, symbols),
    capital: settings.cash,
    commission: commission(ratesOf(settings['fees'] ?? settings['commission'])),
    ...(slippage > 0 && { slippage: fractionSlippage(slippage) }),
  });
  return { result, onClose: false };
}

/** Peers that have a profile. */
const PROFILE_NAMES: readonly string[] = Object.keys(PROFILES);

const PLAYS: Readonly<Record<string, Play>> = {
  'backtesting.py': playBacktestingPy,
  backtrader: playBacktrader,
  vectorbt: playVectorbt,
};

/** A strategy that orders by name, and says nothing otherwise. What is asked for on the last bar is never tried. */
function byDoor(golden: ExecutionGolden, bars: BarSeries, habits: DoorHabits): Strategy {
  const program = doorProgramOf(golden, bars);
  const last = bars.length - 1;
  const orders: SignalRun['orders'] = (i, account, book) => {
    if (i < last) program.next(i, new PeerDoor(book, account, habits));
  };
  return { name: 'replay', over: () => ({ columns: {}, warmup: program.warmup, signal: () => NaN, orders }) };
}

function playBacktestingPy(golden: ExecutionGolden, bars: BarSeries): Replay {
  const { settings } = golden;
  const onClose = settings['trade_on_close'] === true;
  const spread = numberOf(settings, 'spread', 0);
  const margin = numberOf(settings, 'margin', 1);
  const result = backtest(bars, {
    profile: 'backtesting.py',
    strategy: byDoor(golden, bars, { exclusive: settings['exclusive_orders'] === true, byLot: true }),
    capital: settings.cash,
    commission: commission(ratesOf(settings['commission'])),
    onClose,
    ...(spread > 0 && { slippage: fractionSlippage(spread) }),
    ...(margin < 1 && { margin: fixedLeverage(1 / margin) }),
    ...(settings['hedging'] === true && { costing: 'hedging' }),
    ...(settings['finalize_trades'] === true && { finalize: 'lastOpen' }),
  });
  return { result, onClose };
}

function playBacktrader(golden: ExecutionGolden, bars: BarSeries): Replay {
  const { settings } = golden;
  const onClose = settings['coc'] === true;
  const contracts = settings['stocklike'] === false;
  const perContract = numberOf(settings, 'margin', 0);
  const rates = contracts ? { perUnit: numberOf(settings, 'commission', 0) } : ratesOf(settings['commission']);
  const limits = settings['filler'] === 'FixedBarPerc';
  const result = backtest(bars, {
    profile: 'backtrader',
    strategy: byDoor(golden, bars, { exclusive: false, byLot: false }),
    capital: settings.cash,
    commission: commission(rates),
    onClose,
    ...(contracts && { margin: futuresMargin({ initial: perContract, maintenance: perContract }) }),
    ...(limits && { volumeLimit: numberOf(settings, 'perc') / 100 }),
    ...slippageOfBacktrader(settings),
  });
  return { result, onClose };
}

/** Market orders slip with `slip_open` alone; inside the bar, unless `slip_out` lets them leave it. */
function slippageOfBacktrader(settings: Settings): Pick<BacktestOptions, 'slippage' | 'cap'> {
  if (settings['slip_open'] !== true) return {};
  const [fraction, amount] = [numberOf(settings, 'slip_perc', 0), numberOf(settings, 'slip_fixed', 0)];
  const slippage = fraction > 0 ? fractionSlippage(fraction) : fixedSlippage(amount);
  return { slippage, cap: settings['slip_out'] === true ? 'none' : 'bar' };
}

function playVectorbt(golden: ExecutionGolden, bars: BarSeries): Replay {
  const { settings, program } = golden;
  const slippage = numberOf(settings, 'slippage', 0);
  const options = {
    profile: 'vectorbt',
    capital: settings.cash,
    commission: commission({ rate: numberOf(settings, 'fees', 0), fixed: numberOf(settings, 'fixed_fees', 0) }),
    ...(slippage > 0 && { slippage: fractionSlippage(slippage) }),
  } as const;
  if (program?.name === 'entriesWithStops') {
    const strategy = byDoor(golden, bars, { exclusive: false, byLot: false });
    return { result: backtest(bars, { ...options, strategy, onClose: true }), onClose: false };
  }
  const list = signalListOf(golden, bars);
  const run: SignalRun = { columns: {}, warmup: list.warmup, signal: (i) => list.signal(i) };
  const strategy: Strategy = { name: 'replay', over: () => run };
  const sizer = program?.['size'] === 'all' ? everything : fixedQuantity(numberOf({ ...settings, ...program }, 'size'));
  return { result: backtest(bars, { ...options, strategy, sizer }), onClose: false };
}

/** More than the account can carry: what is left after the shrinking is all of it. */
const everything: Sizer = { name: 'everything', quantity: ({ equity, price }) => (10 * equity) / price };

/** `rate`, `[fixed, rate]`, or bt's `max(minimum, |q|*p*rate) per order`. */
function ratesOf(commission: unknown): CommissionRates {
  const [, minimum, rate] = /^max\(([\d.]+), \|q\|\*p\*([\d.]+)\) per order$/.exec(String(commission)) ?? [];
  if (minimum !== undefined) return { minimum: Number(minimum), rate: Number(rate) };
  if (commission === undefined) return {};
  if (typeof commission === 'number') return { rate: commission };
  if (Array.isArray(commission) && commission.length === 2 && commission.every((part) => typeof part === 'number')) {
    return { fixed: commission[0] as number, rate: commission[1] as number };
  }
  throw new RangeError(`the commission ${JSON.stringify(commission)} is neither a rate nor [fixed, rate]`);
}
