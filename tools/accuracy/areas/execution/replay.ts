import { instrument, type BarSeries, type SignalRun, type Strategy } from '@tidemark/core-market';
import {
  backtest,
  commission,
  fixedSlippage,
  fractionSlippage,
  noSlippage,
  type BacktestOptions,
  type BacktestResult,
  type CommissionRates,
} from '@tidemark/execution';
import { fixedQuantity, type Sizer } from '@tidemark/risk';
import { BacktestingPyDesk } from './backtesting-py-desk.ts';
import type { FifoTrades } from './fifo-trades.ts';
import { numberOf, peerOf, type ExecutionGolden, type Settings } from './golden.ts';
import { priceBars } from './price-bars.ts';
import { signalListOf, wishListOf } from './programs.ts';

/** A case as this engine plays it. */
export interface Replay {
  readonly result: BacktestResult;
  /** Trades netted first in, first out, where the peer reports such. */
  readonly trades?: FifoTrades | undefined;
  /** Fills at the deciding close, which the peer books with the next bar. */
  readonly onClose: boolean;
}

type Play = (golden: ExecutionGolden, bars: BarSeries) => Replay;

/** Plays a case with the habits of the program that made it. @throws RangeError for a case that is not of the form */
export function replay(golden: ExecutionGolden, data: (fileName: string) => string): Replay {
  const { settings } = golden;
  const multiplier = numberOf(settings, 'mult', 1);
  const bars = priceBars(data(`${golden.data}.csv`), golden.bars, instrument(golden.data, { multiplier }));
  const play = PLAYS[peerOf(golden)];
  if (play === undefined) throw new RangeError(`no conventions are known of ${golden.peer}`);
  return play(golden, bars);
}

const PLAYS: Readonly<Record<string, Play>> = {
  'backtesting.py': playBacktestingPy,
  backtrader: playBacktrader,
  vectorbt: playVectorbt,
};

/** A strategy that orders by name, and says nothing otherwise. */
function byName(warmup: number, hooks: Pick<SignalRun, 'orders' | 'onFill'>): Strategy {
  return { name: 'replay', over: () => ({ columns: {}, warmup, signal: () => NaN, ...hooks }) };
}

/** What every case of these programs has in common. */
function options({ cash }: Settings): Pick<BacktestOptions, 'capital' | 'insufficient'> {
  return { capital: cash, insufficient: 'reject' };
}

function playBacktestingPy(golden: ExecutionGolden, bars: BarSeries): Replay {
  const { settings } = golden;
  const rates = ratesOf(settings['commission']);
  const onClose = settings['trade_on_close'] === true;
  const list = wishListOf(golden, bars);
  const exclusive = settings['exclusive_orders'] === true;
  const desk = new BacktestingPyDesk(bars, {
    exclusive,
    onClose,
    commission: commission(rates),
    fixed: rates.fixed ?? 0,
  });
  const strategy = byName(list.warmup, {
    orders: (i, { cash }, book) => desk.send(list.wishes(i, desk.trades.size), i, cash, book),
    onFill: (fill) => desk.onFill(fill),
  });
  const habits = { ...options(settings), commission: commission(rates), firstCall: 'ready+1', onClose } as const;
  return { result: backtest(bars, { ...habits, strategy }), trades: desk.trades, onClose };
}

function playBacktrader(golden: ExecutionGolden, bars: BarSeries): Replay {
  const { settings } = golden;
  const onClose = settings['coc'] === true;
  const list = wishListOf(golden, bars);
  const last = bars.length - 1;
  const strategy = byName(list.warmup, {
    orders: (i, { position }, book) => {
      if (i === last) return; // what is asked for on the last bar is never tried
      for (const wish of list.wishes(i, position.quantity)) {
        const quantity = 'portion' in wish ? -position.quantity * wish.portion : wish.side * Number(wish.size);
        book.submit({ type: 'market', quantity });
      }
    },
  });
  const perContract = settings['stocklike'] === false;
  const rates = perContract ? { perUnit: numberOf(settings, 'commission', 0) } : ratesOf(settings['commission']);
  const habits = { ...options(settings), commission: commission(rates), onClose, ...slippageOfBacktrader(settings) };
  return { result: backtest(bars, { ...habits, strategy }), onClose };
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
  const list = signalListOf(golden, bars);
  const strategy: Strategy = {
    name: 'replay',
    over: () => ({ columns: {}, warmup: list.warmup, signal: (i) => list.signal(i) }),
  };
  const slippage = numberOf(settings, 'slippage', 0);
  const result = backtest(bars, {
    ...options(settings),
    strategy,
    commission: commission({ rate: numberOf(settings, 'fees', 0), fixed: numberOf(settings, 'fixed_fees', 0) }),
    slippage: slippage > 0 ? fractionSlippage(slippage) : noSlippage,
    sizer: program?.['size'] === 'all' ? everything : fixedQuantity(numberOf({ ...settings, ...program }, 'size')),
    insufficient: 'shrink',
  });
  return { result, onClose: false };
}

/** More than the account can carry: what is left after the shrinking is all of it. */
const everything: Sizer = { name: 'everything', quantity: ({ equity, price }) => (10 * equity) / price };

/** `rate` or `[fixed, rate]`. */
function ratesOf(commission: unknown): CommissionRates {
  if (commission === undefined) return {};
  if (typeof commission === 'number') return { rate: commission };
  if (Array.isArray(commission) && commission.length === 2 && commission.every((part) => typeof part === 'number')) {
    return { fixed: commission[0] as number, rate: commission[1] as number };
  }
  throw new RangeError(`the commission ${JSON.stringify(commission)} is neither a rate nor [fixed, rate]`);
}
