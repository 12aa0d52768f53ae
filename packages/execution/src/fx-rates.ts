import { closeTimes, upperBound, type BarSeries, type Instrument } from '@tidemark/core-market';
import { ExecutionError } from './error.ts';

/** Rates of one currency: what a unit of it is worth in the account's, from when on. */
interface Quotes {
  /** Epoch ms, ascending. */
  readonly known: Float64Array;
  readonly rate: Float64Array;
}

/** What other currencies are worth in the account's at a moment: the last close that is known then. BAR-SEMANTICS rule 19. */
export class FxRates {
  readonly #quotes = new Map<string, Quotes>();
  #time = NaN;

  /**
   * @param series by currency: the price of one unit of it in the account's currency
   * @throws ExecutionError INVALID_RATES for a rate that is no positive number, or bars that do not ascend
   */
  constructor(series: Readonly<Record<string, BarSeries>>) {
    for (const [currency, bars] of Object.entries(series)) {
      const bad = bars.close.findIndex((rate) => !(rate > 0 && rate < Infinity));
      if (bad >= 0) refuse(`bar ${bad} of ${currency} closes at ${bars.close[bad]}`, 'give positive rates');
      const known = closeTimes(bars);
      const back = known.findIndex((time, i) => i > 0 && !(time > known[i - 1]));
      if (back >= 0) refuse(`bar ${back} of ${currency} closes no later than the one before`, 'give bars oldest first');
      this.#quotes.set(currency, { known, rate: bars.close });
    }
  }

  /** Epoch ms: rates are those that are known then. */
  moveTo(time: number): void {
    this.#time = time;
  }

  /** The rate of a currency now; NaN before the first is known. */
  get(currency: string): number {
    return this.at(currency, this.#time);
  }

  /** The rate of a currency that is known at a time, epoch ms; NaN before the first. */
  at(currency: string, time: number): number {
    const { known, rate } = this.#quotes.get(currency)!;
    const next = upperBound(known, time);
    return next === 0 ? NaN : rate[next - 1];
  }
}

function refuse(what: string, fix: string): never {
  throw new ExecutionError('INVALID_RATES', { what, where: 'backtest, option fx', fix });
}

/**
 * An instrument in the money of an account that has another currency: what a unit gains when the price rises by one
 * moves with the rate. Its prices and their ticks stay in its own.
 */
export class ConvertedInstrument implements Instrument {
  readonly symbol: string;
  readonly currency: string;
  readonly tickSize: number | undefined;
  readonly lotSize: number | undefined;
  /** As it is without an account. */
  readonly own: Instrument;
  readonly #rates: FxRates;

  /** @param currency of the account */
  constructor(own: Instrument, currency: string, rates: FxRates) {
    this.symbol = own.symbol;
    this.currency = currency;
    this.tickSize = own.tickSize;
    this.lotSize = own.lotSize;
    this.own = own;
    this.#rates = rates;
  }

  /** Money of the account that one unit gains when the price rises by one, now. */
  get multiplier(): number {
    return this.own.multiplier * this.#rates.get(this.own.currency);
  }

  /** Money of the account that a unit of its own currency is worth at a time, epoch ms. */
  rateAt(time: number): number {
    return this.#rates.at(this.own.currency, time);
  }
}
