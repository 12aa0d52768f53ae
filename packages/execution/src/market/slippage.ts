import type { Instrument } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';

/** How much worse than the bar's price a market order fills. BAR-SEMANTICS rule 10. */
export interface SlippageModel {
  /** The call that makes it: `halfSpread({ ticks: 1 })`. */
  readonly name: string;
  /**
   * Price units against the trader, at least 0.
   *
   * @param price before slippage
   * @param quantity units, unsigned
   * @param volume the bar's; NaN where not known
   */
  offset(price: number, quantity: number, volume: number, instrument: Instrument): number;
}

function assertNotNegative(model: string, values: Readonly<Record<string, number>>, below = Infinity): void {
  for (const [name, value] of Object.entries(values)) {
    if (value >= 0 && value < below) continue;
    const range = below === Infinity ? 'a number that is not negative' : `a fraction below ${below}`;
    const fix = `give ${name} as ${range}`;
    throw new ExecutionError('INVALID_SLIPPAGE', { what: `${name} is ${value}`, where: model, fix });
  }
}

/** Fills at the bar's price. */
export const noSlippage: SlippageModel = { name: 'noSlippage', offset: () => 0 };

/**
 * A fraction of the price.
 *
 * @param fraction 0.0005 is 5 bps
 * @throws ExecutionError INVALID_SLIPPAGE
 * @example fractionSlippage(0.001).offset(50, 1, NaN, { symbol: 'X', currency: 'USD', multiplier: 1 }) // => 0.05
 */
export function fractionSlippage(fraction: number): SlippageModel {
  assertNotNegative('fractionSlippage', { fraction }, 0.1);
  return { name: `fractionSlippage(${fraction})`, offset: (price) => fraction * Math.abs(price) };
}

/**
 * A fixed amount.
 *
 * @param amount price units
 * @throws ExecutionError INVALID_SLIPPAGE
 * @example fixedSlippage(0.25).name // => 'fixedSlippage(0.25)'
 */
export function fixedSlippage(amount: number): SlippageModel {
  assertNotNegative('fixedSlippage', { amount });
  return { name: `fixedSlippage(${amount})`, offset: () => amount };
}

/**
 * Half of the spread between bid and offer, on entry and on exit.
 *
 * @param spread the whole spread: in ticks of the instrument, or as a fraction of the price
 * @throws ExecutionError INVALID_SLIPPAGE; TICK_SIZE_NEEDED when a fill meets an instrument without a tick
 * @example halfSpread({ fraction: 0.002 }).offset(50, 1, NaN, { symbol: 'X', currency: 'USD', multiplier: 1 }) // => 0.05
 */
export function halfSpread(spread: { readonly ticks: number } | { readonly fraction: number }): SlippageModel {
  if ('ticks' in spread) {
    const { ticks } = spread;
    assertNotNegative('halfSpread', { ticks });
    return {
      name: `halfSpread({ ticks: ${ticks} })`,
      offset: (_price, _quantity, _volume, of) => (ticks * tick(of)) / 2,
    };
  }
  const { fraction } = spread;
  assertNotNegative('halfSpread', { fraction }, 0.1);
  return { name: `halfSpread({ fraction: ${fraction} })`, offset: (price) => (fraction * Math.abs(price)) / 2 };
}

function tick({ symbol, tickSize }: Instrument): number {
  if (tickSize !== undefined) return tickSize;
  const fix = `instrument('${symbol}', { tickSize: 0.01 }), or a spread as a fraction of the price`;
  throw new ExecutionError('TICK_SIZE_NEEDED', {
    what: 'a spread in ticks needs the size of a tick',
    where: symbol,
    fix,
  });
}

/**
 * Grows with the square of the order's share of the bar's volume: price * impact * share^2, the share at most `limit`.
 * A bar whose volume is not known or zero counts as share `limit`.
 *
 * @param impact price impact coefficient, as zipline's VolumeShareSlippage has it (0.1)
 * @param limit largest share that counts, in (0, 1]
 * @throws ExecutionError INVALID_SLIPPAGE
 * @example volumeShareSlippage({ limit: 0.5 }).offset(100, 50, 100, { symbol: 'X', currency: 'USD', multiplier: 1 }) // => 2.5
 */
export function volumeShareSlippage({ impact = 0.1, limit = 0.025 } = {}): SlippageModel {
  assertNotNegative('volumeShareSlippage', { impact });
  assertNotNegative('volumeShareSlippage', { limit }, 1.000001);
  return {
    name: `volumeShareSlippage({ impact: ${impact}, limit: ${limit} })`,
    offset: (price, quantity, volume) => {
      const share = volume > 0 ? Math.min(quantity / volume, limit) : limit;
      return Math.abs(price) * impact * share * share;
    },
  };
}

/**
 * Square-root market impact: price * volatility * coefficient * sqrt(quantity / volume). A bar whose volume is not
 * known or zero counts as if the order were the whole of it.
 *
 * @param volatility of one bar's return, as a fraction: 0.01 is 1 %
 * @param coefficient about 1 (Almgren et al., Direct Estimation of Equity Market Impact, 2005)
 * @throws ExecutionError INVALID_SLIPPAGE
 * @example squareRootImpact({ volatility: 0.01 }).offset(100, 25, 100, { symbol: 'X', currency: 'USD', multiplier: 1 }) // => 0.5
 */
export function squareRootImpact({
  volatility,
  coefficient = 1,
}: {
  volatility: number;
  coefficient?: number;
}): SlippageModel {
  assertNotNegative('squareRootImpact', { volatility, coefficient });
  return {
    name: `squareRootImpact({ volatility: ${volatility}, coefficient: ${coefficient} })`,
    offset: (price, quantity, volume) =>
      Math.abs(price) * volatility * coefficient * Math.sqrt(volume > 0 ? Math.min(quantity / volume, 1) : 1),
  };
}
