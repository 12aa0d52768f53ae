import { closeTimeAt, type EquityCurve } from '@tidemark/core-market';
import type { CashFlow } from '../between-bars.ts';
import type { FillLog } from '../fill-log.ts';
import type { Currencies } from './currencies.ts';
import { logTimes, momentCloses, type RunData } from './run-data.ts';

/** What moved the money of a run. */
export interface MoneyLogs {
  readonly fills: FillLog;
  readonly cashFlows: readonly CashFlow[];
}

/** The equity of a run; what of it was in positions is counted from its fills and cash flows when somebody asks. */
export class RecordedCurve implements EquityCurve {
  readonly length: number;
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly initial: number;
  readonly #exposure: () => Float64Array;
  #counted: Float64Array | undefined;

  constructor(equity: Float64Array, initial: number, data: RunData, logs: MoneyLogs, money: Currencies) {
    this.length = data.length;
    this.time = momentCloses(data);
    this.equity = equity;
    this.initial = initial;
    this.#exposure = () => exposureOf(this, data, logs, money);
  }

  get exposure(): Float64Array {
    return (this.#counted ??= this.#exposure());
  }
}

/** Equity less cash. Where nothing is left both are over: a run that is ruined holds nothing. */
function exposureOf(
  { equity, initial, time }: EquityCurve,
  data: RunData,
  { fills, cashFlows }: MoneyLogs,
  money: Currencies,
): Float64Array {
  const moments = momentsOf(data);
  const { start, moment } = fills.end ?? { start: Infinity, moment: 0 };
  const filled = fills.toArray(logTimes(data));
  let cash = initial;
  let fill = 0;
  let flow = 0;
  return equity.map((value, i) => {
    for (; flow < cashFlows.length; flow++) {
      const { symbol, bar, amount } = cashFlows[flow];
      if ((symbol === undefined ? bar : moments(symbol, bar)) > i) break;
      cash += amount;
    }
    for (; fill < filled.length; fill++) {
      const { symbol, bar, quantity, price, commission, time: at } = filled[fill];
      const ends = fill >= start;
      if ((ends ? moment : moments(symbol, bar)) > i) break;
      const bars = data.series[symbol];
      // At the end of a run an instrument may be closed whose bars are over: at the rates of the end.
      const late = ends && at === closeTimeAt(bars, bar);
      cash -= quantity * price * unitValue(symbol, late ? time[moment] : at) + commission;
    }
    return value === 0 ? 0 : value - cash;
  });

  function unitValue(symbol: string, at: number): number {
    const { currency, multiplier } = data.series[symbol].instrument;
    return currency === money.currency ? multiplier : multiplier * money.rates!.at(currency, at);
  }
}

/** The moment of each bar of an instrument. */
function momentsOf({ frame, length, series }: RunData): (symbol: string, bar: number) => number {
  if (frame === undefined) return (_symbol, bar) => bar;
  const moments = new Map(
    frame.symbols.map((symbol) => {
      const of = new Int32Array(series[symbol].length);
      for (let i = 0; i < length; i++) if (frame.index[symbol][i] >= 0) of[frame.index[symbol][i]] = i;
      return [symbol, of];
    }),
  );
  return (symbol, bar) => moments.get(symbol)![bar];
}
