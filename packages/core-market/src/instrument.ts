import { MarketError } from './error.ts';

/** What is traded: how its price and size are counted. Plain data. */
export interface Instrument {
  readonly symbol: string;
  /** ISO 4217 code or a token's name; prices and money are in it. */
  readonly currency: string;
  /** Smallest step of the price, in currency; undefined means any price. */
  readonly tickSize?: number | undefined;
  /** Smallest step of the quantity, in units; undefined means any fraction. */
  readonly lotSize?: number | undefined;
  /** Money that one unit gains when the price rises by one: 1 for a share, 50 for an E-mini future. */
  readonly multiplier: number;
}

/** What differs from an instrument in USD with multiplier 1, any price and any fraction. */
export interface InstrumentOptions {
  readonly currency?: string | undefined;
  readonly tickSize?: number | undefined;
  readonly lotSize?: number | undefined;
  readonly multiplier?: number | undefined;
}

/**
 * An instrument with its defaults filled in: USD, multiplier 1, any price, any fraction.
 *
 * @throws MarketError INVALID_INSTRUMENT for an empty symbol or currency, or a step or multiplier that is not positive
 * @example instrument('ES', { tickSize: 0.25, lotSize: 1, multiplier: 50 }).currency // => 'USD'
 */
export function instrument(symbol: string, options: InstrumentOptions = {}): Instrument {
  const { currency = 'USD', tickSize, lotSize, multiplier = 1 } = options;
  if (symbol === '') throw new MarketError('INVALID_INSTRUMENT', { what: 'the symbol is empty', fix: 'name it' });
  if (currency === '') {
    throw new MarketError('INVALID_INSTRUMENT', { what: 'the currency is empty', where: symbol, fix: 'name it: USD' });
  }
  for (const [name, step] of Object.entries({ tickSize, lotSize, multiplier })) {
    if (step === undefined || (step > 0 && Number.isFinite(step))) continue;
    const what = `${name} is ${step}`;
    throw new MarketError('INVALID_INSTRUMENT', { what, where: symbol, fix: `give a positive ${name}` });
  }
  return { symbol, currency, tickSize, lotSize, multiplier };
}

/** A quantity or price this near to the next step counts as on it: 0.3 / 0.1 is three steps, not 2.9999999999999996. */
function dust(steps: number): number {
  return 1e-9 + Math.abs(steps) * 2 ** -50;
}

/**
 * A quantity rounded toward zero to the instrument's lot; unchanged where the instrument has none. Never -0.
 *
 * @param quantity units, signed
 * @example roundToLot(instrument('MSFT', { lotSize: 10 }), -27) // => -20
 */
export function roundToLot({ lotSize }: Instrument, quantity: number): number {
  if (lotSize === undefined) return quantity + 0;
  const lots = Math.abs(quantity) / lotSize;
  return Math.sign(quantity) * stepsTo(Math.floor(lots + dust(lots)), lotSize) + 0;
}

/**
 * A price rounded to the instrument's tick; unchanged where the instrument has none. Never -0.
 *
 * @param price in currency; negative prices round by the same rule
 * @param direction `nearest` (halves go up), or the side on which the tick must lie: `up` or `down`
 * @example roundToTick(instrument('ES', { tickSize: 0.25 }), 4000.3, 'up') // => 4000.5
 */
export function roundToTick(
  { tickSize }: Instrument,
  price: number,
  direction: 'nearest' | 'up' | 'down' = 'nearest',
): number {
  if (tickSize === undefined) return price + 0;
  const ticks = price / tickSize;
  if (direction === 'up') return stepsTo(Math.ceil(ticks - dust(ticks)), tickSize);
  if (direction === 'down') return stepsTo(Math.floor(ticks + dust(ticks)), tickSize);
  return stepsTo(Math.floor(ticks + 0.5 + dust(ticks)), tickSize);
}

/** `count` steps; a decimal step is applied by a division, because 3 * 0.1 is not 0.3 while 3 / 10 is. Never -0. */
function stepsTo(count: number, step: number): number {
  for (let digits = 0; digits <= 22; digits++) {
    const scale = 10 ** digits; // exact up to 10^22
    const units = Math.round(step * scale);
    if (units / scale === step) return (count * units) / scale + 0;
  }
  return count * step + 0;
}
