import { closeTimeAt, type EquityCurve } from '@tidemark/core-market';
import type { CashFlow } from '../between-bars.ts';
import type { FillLog } from '../fill-log.ts';
import { momentsOf } from '../moments-of.ts';
import { unitValue, type Currencies } from './currencies.ts';
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
  const at = momentOf(data);
  const { start, moment } = fills.end ?? { start: Infinity, moment: 0 };
  const filled = fills.toArray(logTimes(data));
  let cash = initial;
  let fill = 0;
  let flow = 0;
  return equity.map((value, i) => {
    for (; flow < cashFlows.length; flow++) {
      const { symbol, bar, amount } = cashFlows[flow];
      if ((symbol === undefined ? bar : at(symbol, bar)) > i) break;
      cash += amount;
    }
    for (; fill < filled.length; fill++) {
      const { symbol, bar, quantity, price, commission, time: filledAt } = filled[fill];
      const ends = fill >= start;
      if ((ends ? moment : at(symbol, bar)) > i) break;
      const bars = data.series[symbol];
      // At the end of a run an instrument may be closed whose bars are over: at the rates of the end.
      const late = ends && filledAt === closeTimeAt(bars, bar);
      cash -= quantity * price * unitValue(bars.instrument, late ? time[moment] : filledAt, money) + commission;
    }
    return value === 0 ? 0 : value - cash;
  });
}

/** The moment of a bar of an instrument. */
function momentOf({ frame, series }: RunData): (symbol: string, bar: number) => number {
  if (frame === undefined) return (_symbol, bar) => bar;
  const moments = new Map(
    frame.symbols.map((symbol) => [symbol, momentsOf(frame.index[symbol], series[symbol].length)]),
  );
  return (symbol, bar) => moments.get(symbol)![bar];
}
