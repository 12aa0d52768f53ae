import type { BarSeries, TickSeries } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import type { PriceColumns, Quotes } from '../market/price-bar.ts';

/** Best bid and offer beside ticks: what was quoted when each trade happened, shape [ticks]. */
export interface TickQuotes {
  readonly bid: Float64Array;
  readonly ask: Float64Array;
}

export function isTickSeries(given: unknown): given is TickSeries {
  return typeof given === 'object' && given !== null && 'price' in given && given.price instanceof Float64Array;
}

/**
 * Ticks as bars that are over as soon as they are there: open, high, low and close are one column, nothing is copied.
 * What is decided on a tick fills on the next one.
 *
 * @throws ExecutionError INVALID_TICKS for a price that is no number, and for times that go back
 */
export function barsOfTicks({ instrument, time, price, size, length }: TickSeries): BarSeries {
  for (let i = 0; i < length; i++) {
    const back = i > 0 && !(time[i] >= time[i - 1]);
    if (price[i] - price[i] === 0 && !back && time[i] === time[i]) continue;
    const what =
      back || time[i] !== time[i] ? `its time ${time[i]} is not after ${time[i - 1]}` : `its price is ${price[i]}`;
    const fix = 'sort by time and leave out what is no trade, such as with badTicks of @tidemark/data';
    throw new ExecutionError('INVALID_TICKS', { what, where: `${instrument.symbol}, tick ${i}`, fix });
  }
  const { symbol } = instrument;
  const columns = { open: price, high: price, low: price, close: price };
  return {
    symbol,
    instrument,
    timeframe: 'irregular',
    adjustment: 'none',
    length,
    time,
    ...columns,
    volume: size,
    closeTime: time,
    extra: {},
  };
}

/** @throws ExecutionError INVALID_QUOTES */
export function quotesOfTicks({ bid, ask }: TickQuotes, { symbol, length }: BarSeries): Quotes {
  for (const [name, column] of Object.entries({ bid, ask })) {
    if (column.length === length) continue;
    const what = `${name} has ${column.length} entries for ${length} ticks`;
    throw new ExecutionError('INVALID_QUOTES', { what, where: symbol, fix: 'give what was quoted at each tick' });
  }
  for (let i = 0; i < length; i++) {
    if (bid[i] <= ask[i]) continue;
    const what = `the bid is ${bid[i]} and the offer ${ask[i]}`;
    const fix = 'give bids that are at most the offers, at every tick';
    throw new ExecutionError('INVALID_QUOTES', { what, where: `${symbol}, tick ${i}`, fix });
  }
  return { bought: pricesOf(ask), sold: pricesOf(bid) };
}

function pricesOf(price: Float64Array): PriceColumns {
  return { open: price, high: price, low: price, close: price };
}

/** Finer bars must be of an instrument of the run, and finer. @throws ExecutionError INVALID_DETAIL */
export function checkDetail(
  detail: Readonly<Record<string, BarSeries>>,
  series: Readonly<Record<string, BarSeries>>,
): void {
  for (const [symbol, fine] of Object.entries(detail)) {
    const bars = series[symbol];
    const refuse = (what: string, fix: string): ExecutionError =>
      new ExecutionError('INVALID_DETAIL', { what, where: `backtest, option detail, ${symbol}`, fix });
    if (bars === undefined)
      throw refuse(`there are no bars of ${symbol}`, `give detail of ${Object.keys(series).join(', ')}`);
    if (fine.symbol !== symbol)
      throw refuse(`its bars are those of ${fine.symbol}`, 'give bars of the same instrument');
    if (fine.length <= bars.length && fine.length > 0 && bars.length > 1) {
      throw refuse(`it has ${fine.length} bars for ${bars.length}`, 'give bars of a shorter timeframe');
    }
  }
}
