import { hashJson, isCalendarFrame, timeframeMs, upperBound, type Timeframe } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import { callName } from './call-name.ts';
import type { CarryModel } from './carry.ts';

/** What the holders of a perpetual future pay each other at one instant. */
export interface FundingRate {
  /** Epoch ms. */
  readonly time: number;
  /** Fraction of the position's value: 0.0001 is a basis point. Positive: long pays short. */
  readonly rate: number;
}

/** A rate of 10 % at one instant is taken for a percentage: venues cap it at a few percent. */
const HIGHEST_RATE = 0.1;
const CODE = 'INVALID_CARRY';

/**
 * Funding of a perpetual future by a schedule. At each instant the position pays its value times the rate: long pays
 * where the rate is positive, and short receives it. Charged is who holds when the instant comes: over [from, to) these
 * are the instants after `from`, up to `to` itself. So a position that opens at the open of the bar that begins at an
 * instant does not pay it, and one that closes there does. The value is by the last price known, as bars show no mark
 * price.
 *
 * @param rates ascending by time
 * @param options.symbol left out: every position is charged
 * @throws ExecutionError FUNDING_NOT_ASCENDING, INVALID_CARRY
 * @example
 * const future = { symbol: 'BTC-PERP', currency: 'USD', multiplier: 1 };
 * const model = fundingRates([{ time: 28_800_000, rate: 0.0001 }]);
 * model.charge(2, 50_000, 0, 28_740_000, 28_800_000, future) // => 10
 * model.charge(2, 50_000, 0, 28_800_000, 28_860_000, future) // => 0
 */
export function fundingRates(
  rates: readonly FundingRate[],
  options: { readonly symbol?: string | undefined } = {},
): CarryModel {
  const { symbol } = options;
  const times = Float64Array.from(rates, ({ time }) => time);
  const fractions = Float64Array.from(rates, ({ rate }) => rate);
  for (let i = 0; i < times.length; i++) {
    assertRate('fundingRates', `the rate at ${times[i]}`, fractions[i]);
    if (Number.isFinite(times[i]) && (i === 0 || times[i] > times[i - 1])) continue;
    const what = `instant ${i} (${times[i]}) is not after instant ${i - 1} (${times[i - 1] ?? 'none'})`;
    throw new ExecutionError('FUNDING_NOT_ASCENDING', { what, where: 'fundingRates', fix: 'sort by time, each once' });
  }
  const summary = { instants: rates.length, hash: hashJson(rates.map(({ time, rate }) => [time, rate])), symbol };
  return {
    name: callName('fundingRates', summary),
    on: 'position',
    charge: (quantity, price, _cash, from, to, of) => {
      if (quantity === 0 || (symbol !== undefined && of.symbol !== symbol)) return 0;
      let sum = 0;
      for (let i = upperBound(times, from); i < times.length && times[i] <= to; i++) sum += fractions[i];
      return sum * quantity * price * of.multiplier + 0;
    },
  };
}

/**
 * Funding at one rate, at regular instants: multiples of a timeframe from midnight UTC, 1970, as `8h` has 0:00, 8:00
 * and 16:00. Charged as `fundingRates` says.
 *
 * @param rate 0.0001 is a basis point each time
 * @throws ExecutionError INVALID_CARRY; MarketError INVALID_TIMEFRAME
 * @example
 * const future = { symbol: 'BTC-PERP', currency: 'USD', multiplier: 1 };
 * constantFunding(0.0001, '12h').charge(2, 50_000, 0, 0, 86_400_000, future) // => 20
 */
export function constantFunding(rate: number, every: Timeframe): CarryModel {
  assertRate('constantFunding', 'the rate', rate);
  if (isCalendarFrame(every) || every.endsWith('w')) {
    const fix = "give a time of day or days, such as '8h'; calendars are a schedule for fundingRates";
    throw new ExecutionError(CODE, { what: `every is ${every}`, where: 'constantFunding', fix });
  }
  const step = timeframeMs(every);
  return {
    name: callName('constantFunding', rate, every),
    on: 'position',
    charge: (quantity, price, _cash, from, to, { multiplier }) =>
      (Math.floor(to / step) - Math.floor(from / step)) * rate * quantity * price * multiplier + 0,
  };
}

function assertRate(where: string, name: string, rate: number): void {
  if (Math.abs(rate) < HIGHEST_RATE) return;
  const percentage = Number.isFinite(rate) ? `rates are fractions: ${rate} % is ${rate / 100}` : undefined;
  const fix = percentage ?? 'give a fraction of the position: 0.0001 is a basis point';
  throw new ExecutionError(CODE, { what: `${name} is ${rate}`, where, fix });
}
