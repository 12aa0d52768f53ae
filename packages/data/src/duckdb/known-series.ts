import type { Adjustment, BarFrame, Instrument } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import type { DuckDbSourceOptions } from './duckdb-options.ts';
import type { SeriesFacts } from './series-facts.ts';

/** What is known of a series before its rows are read. */
export interface KnownSeries {
  readonly instrument: Instrument | string;
  readonly timeframe: BarFrame | undefined;
  readonly adjustment: Adjustment | undefined;
}

/**
 * What the caller says and what the file says, as one. The file's word cannot be overruled: prices that are adjusted do
 * not become raw by an option.
 *
 * @throws DataError CONTRADICTS_FILE, INSTRUMENT_NEEDED
 */
export function knownSeries(options: DuckDbSourceOptions, facts: SeriesFacts | undefined, where: string): KnownSeries {
  const { instrument, timeframe, adjustment } = options;
  if (facts === undefined) {
    if (instrument !== undefined) return { instrument, timeframe, adjustment };
    const fix = "give it: { instrument: 'ES' }";
    throw new DataError('INSTRUMENT_NEEDED', { what: 'nothing says whose bars these are', where, fix });
  }
  const contradiction = (name: string, given: string, written: string): DataError => {
    const what = `${name} is given as ${given}, the file says ${written}`;
    return new DataError('CONTRADICTS_FILE', { what, where, fix: `leave ${name} out, or name another file` });
  };
  const told = { timeframe: facts.timeframe, adjustment: facts.adjustment };
  for (const [name, given, written] of [
    ['timeframe', timeframe, told.timeframe],
    ['adjustment', adjustment, told.adjustment],
  ] as const) {
    if (given !== undefined && given !== written) throw contradiction(name, given, written);
  }
  if (!isSameInstrument(instrument, facts.instrument)) {
    throw contradiction('instrument', described(instrument), described(facts.instrument));
  }
  return { ...told, instrument: facts.instrument };
}

/** A symbol alone asks for no more than the symbol. */
export function isSameInstrument(given: Instrument | string | undefined, written: Instrument): boolean {
  if (given === undefined) return true;
  if (typeof given === 'string') return given === written.symbol;
  return (['symbol', 'currency', 'tickSize', 'lotSize', 'multiplier'] as const).every(
    (name) => given[name] === written[name],
  );
}

/** An instrument in an error: all that tells it from others. */
export function described(one: Instrument | string | undefined): string {
  if (one === undefined || typeof one === 'string') return String(one);
  const { symbol, currency, tickSize, lotSize, multiplier } = one;
  const steps = [tickSize !== undefined && `tick ${tickSize}`, lotSize !== undefined && `lot ${lotSize}`];
  return [symbol, `in ${currency}`, `x${multiplier}`, ...steps.filter((step) => step !== false)].join(' ');
}
