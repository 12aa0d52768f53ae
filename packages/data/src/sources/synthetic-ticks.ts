import {
  instrument as describe,
  roundToTick,
  seededRandom,
  type Instrument,
  type TickSeries,
} from '@tidemark/core-market';
import { badOption } from './price-models/model-option.ts';
import { geometricBrownian } from './price-models/geometric-brownian.ts';
import type { PriceModel } from './price-models/price-model.ts';

export interface SyntheticTickOptions {
  /** The same seed gives the same trades, to the bit, on every machine. Default 1. */
  readonly seed?: number | undefined;
  /** How many trades. Default 10,000. */
  readonly ticks?: number | undefined;
  /** Time of the first, epoch ms. Default 2020-01-01. */
  readonly start?: number | undefined;
  /** Mean time between two trades, ms. Default 1,000. Times are whole milliseconds; some are equal. */
  readonly meanGapMs?: number | undefined;
  /** `SYNTH` by default, with ticks of 0.01. */
  readonly instrument?: Instrument | string | undefined;
  /** Default 100. */
  readonly startPrice?: number | undefined;
  /** How the price between bid and offer moves from trade to trade. Default: `geometricBrownian()`. */
  readonly model?: PriceModel | undefined;
  /** From bid to offer, as a fraction of the price. Default 0.0002. */
  readonly spread?: number | undefined;
  /** Mean size of a trade, in units. Default 100. */
  readonly meanSize?: number | undefined;
}

const YEAR_MS = 365 * 86_400_000;
/** How often a buyer follows a buyer: large orders are worked in parts. */
const PERSISTENCE = 0.65;

/**
 * Trades of an invented market: a price that moves by its model, crossed now by a buyer at the offer, now by a seller at
 * the bid, who come in runs. Time between trades, and sizes, are mostly small and now and then large.
 *
 * @throws DataError BAD_OPTION; MarketError INVALID_SEED, INVALID_INSTRUMENT
 * @example
 * const ticks = syntheticTicks({ seed: 7, ticks: 500 });
 * tickBars({ by: 'ticks', threshold: 100 }).apply(ticks).length // => 5
 */
export function syntheticTicks(options: SyntheticTickOptions = {}): TickSeries {
  const { seed = 1, ticks = 10_000, start = Date.UTC(2020, 0, 1), meanGapMs = 1_000 } = options;
  const { startPrice = 100, model = geometricBrownian(), spread = 0.0002, meanSize = 100 } = options;
  if (!(Number.isSafeInteger(ticks) && ticks >= 0)) throw badOption('ticks', ticks, 'give a whole number, 0 or more');
  if (!Number.isSafeInteger(start)) throw badOption('start', start, 'give whole epoch milliseconds');
  for (const [name, value] of Object.entries({ meanGapMs, startPrice, meanSize })) {
    if (!(value > 0 && value < Infinity)) throw badOption(name, value, 'give a number above 0');
  }
  if (!(spread >= 0 && spread < 1)) throw badOption('spread', spread, 'give a fraction, 0 or more: 0.0002 is 2 bps');
  const given = options.instrument ?? 'SYNTH';
  const instrument = typeof given === 'string' ? describe(given, { tickSize: 0.01 }) : given;

  // Price, flow and time draw from generators of their own: a change of one leaves the others' numbers alone.
  const step = model.begin(seededRandom(seed), meanGapMs / YEAR_MS);
  const flow = seededRandom(seed ^ 0x5bd1e995);
  const clock = seededRandom(seed ^ 0x2545f491);
  const column = (): Float64Array => new Float64Array(ticks);
  const [time, price, size, aggressor] = [column(), column(), column(), column()];
  let middle = startPrice;
  let now = start;
  let side = 1;
  for (let i = 0; i < ticks; i++) {
    if (i > 0) {
      middle *= step();
      now += 4 * meanGapMs * clock() * clock(); // the product of two uniform numbers is a quarter on average
    }
    if (flow() > PERSISTENCE) side = -side;
    time[i] = Math.floor(now);
    price[i] = roundToTick(instrument, middle * (1 + (side * spread) / 2), side > 0 ? 'up' : 'down');
    size[i] = Math.max(1, Math.round(4 * meanSize * flow() * flow()));
    aggressor[i] = side;
  }
  return { instrument, length: ticks, time, price, size, aggressor };
}
