import { nearestName } from '@tidemark/core-errors';
import { closeTimeAt, closeTimes, type BarSeries, type Instrument } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import { FxRates } from '../fx-rates.ts';
import type { RunData } from './run-data.ts';

/** The money of an account, and what the currencies of its instruments are worth in it. */
export interface Currencies {
  /** ISO code of every amount of money. */
  readonly currency: string;
  /** Undefined where all instruments are in it. */
  readonly rates: FxRates | undefined;
}

/**
 * @param currency of the account; left out: the one that all instruments have
 * @param fx by currency: bars of the price of one unit of it in the account's
 * @throws ExecutionError INVALID_OPTION, INVALID_RATES, MIXED_CURRENCIES, RATES_TOO_LATE
 */
export function currenciesOf(
  { symbols, series }: RunData,
  currency: string = series[symbols[0]].instrument.currency,
  fx: Readonly<Record<string, BarSeries>> = {},
): Currencies {
  checkMoney(currency, fx);
  const foreign = symbols.filter((symbol) => series[symbol].instrument.currency !== currency);
  if (foreign.length === 0) return { currency, rates: undefined };
  const rates = new FxRates(fx);
  for (const symbol of foreign) checkRates(series[symbol], currency, fx);
  return { currency, rates };
}

function checkMoney(currency: unknown, fx: unknown): void {
  if (typeof currency !== 'string' || currency === '') {
    const what = `currency is ${typeof currency === 'string' ? 'empty' : String(currency)}`;
    throw new ExecutionError('INVALID_OPTION', { what, where: 'backtest, option currency', fix: "give a code: 'USD'" });
  }
  if (typeof fx !== 'object' || fx === null) {
    const fix = 'give bars by currency: { EUR: eurusd }';
    throw new ExecutionError('INVALID_OPTION', { what: `fx is ${String(fx)}`, where: 'backtest, option fx', fix });
  }
  for (const [code, bars] of Object.entries<Partial<BarSeries> | null | undefined>({ ...fx })) {
    if (bars?.close instanceof Float64Array && bars.time instanceof Float64Array && bars.timeframe !== undefined)
      continue;
    const fix = `give bars: { ${code}: barsOf(rows, { instrument: '${code}', timeframe: '1d' }) }`;
    throw new ExecutionError('INVALID_RATES', {
      what: `the rates of ${code} are no bars`,
      where: 'backtest, option fx',
      fix,
    });
  }
}

function checkRates(bars: BarSeries, account: string, fx: Readonly<Record<string, BarSeries>>): void {
  const { symbol, instrument, length } = bars;
  const { currency } = instrument;
  const where = `backtest, ${symbol}`;
  const rates = fx[currency];
  if (rates === undefined) {
    const near = nearestName(currency, Object.keys(fx));
    const meant = near === undefined ? '' : `; did you mean ${near}?`;
    const what = `its money is ${currency}, that of the account is ${account}`;
    const fix = `give what ${currency} is worth: { currency: '${account}', fx: { ${currency}: bars } }${meant}`;
    throw new ExecutionError('MIXED_CURRENCIES', { what, where, fix });
  }
  const known = closeTimes(rates)[0] ?? Infinity;
  if (length === 0 || known <= closeTimeAt(bars, 0)) return;
  const from = known < Infinity ? new Date(known).toISOString() : 'never';
  const what = `the first rate of ${currency} is known ${from}, after its first bar`;
  throw new ExecutionError('RATES_TOO_LATE', { what, where, fix: 'give rates that begin earlier, or fewer bars' });
}

/** Money of the account that one unit gains when its price rises by one, at the rate that is known at a time, epoch ms. */
export function unitValue(
  { currency: own, multiplier }: Instrument,
  time: number,
  { currency, rates }: Currencies,
): number {
  return own === currency ? multiplier : multiplier * rates!.at(own, time);
}
