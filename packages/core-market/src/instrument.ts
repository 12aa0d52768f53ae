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

export interface InstrumentOptions {
  readonly currency?: string | undefined;
  readonly tickSize?: number | undefined;
  readonly lotSize?: number | undefined;
  readonly multiplier?: number | undefined;
}

/**
 * An instrument with its defaults filled in: USD, multiplier 1, any price, any fraction.
 *
 * @throws MarketError INVALID_INSTRUMENT for an empty symbol or a step that is not positive
 * @example instrument('ES', { tickSize: 0.25, lotSize: 1, multiplier: 50 }).currency // => 'USD'
 */
export function instrument(symbol: string, options: InstrumentOptions = {}): Instrument {
  const { currency = 'USD', tickSize, lotSize, multiplier = 1 } = options;
  if (symbol === '') throw new MarketError('INVALID_INSTRUMENT', { what: 'the symbol is empty', fix: 'name it' });
  for (const [name, step] of Object.entries({ tickSize, lotSize, multiplier })) {
    if (step === undefined || (step > 0 && Number.isFinite(step))) continue;
    const what = `${name} is ${step}`;
    throw new MarketError('INVALID_INSTRUMENT', { what, where: symbol, fix: `give a positive ${name}` });
  }
  return { symbol, currency, tickSize, lotSize, multiplier };
}

/** Steps within a billionth of the next one count as reached: 0.3 / 0.1 is three steps, not two. */
const STEP_DUST = 1e-9;

/**
 * A quantity rounded toward zero to the instrument's lot; unchanged where the instrument has none. Never -0.
 *
 * @example roundToLot(instrument('MSFT', { lotSize: 10 }), -27) // => -20
 */
export function roundToLot({ lotSize }: Instrument, quantity: number): number {
  if (lotSize === undefined) return quantity;
  const lots = quantity / lotSize;
  const whole = Math.trunc(lots + Math.sign(lots) * STEP_DUST);
  return whole === 0 ? 0 : stepsTo(whole, lotSize);
}

/**
 * A price rounded to the instrument's tick; unchanged where the instrument has none.
 *
 * @param direction `nearest`, or the side on which the tick must lie: `up` or `down`
 * @example roundToTick(instrument('ES', { tickSize: 0.25 }), 4000.3, 'up') // => 4000.5
 */
export function roundToTick(
  { tickSize }: Instrument,
  price: number,
  direction: 'nearest' | 'up' | 'down' = 'nearest',
): number {
  if (tickSize === undefined) return price;
  const ticks = price / tickSize;
  if (direction === 'up') return stepsTo(Math.ceil(ticks - STEP_DUST), tickSize);
  if (direction === 'down') return stepsTo(Math.floor(ticks + STEP_DUST), tickSize);
  return stepsTo(Math.round(ticks), tickSize);
}

/** `count` steps; a decimal step is applied as a division, because 3 * 0.1 is not 0.3 while 3 / 10 is. */
function stepsTo(count: number, step: number): number {
  const perUnit = Math.round(1 / step);
  return step < 1 && Math.abs(perUnit * step - 1) < 1e-12 ? count / perUnit : count * step;
}
