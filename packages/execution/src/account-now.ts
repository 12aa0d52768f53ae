import type { BetweenBars } from './between-bars.ts';
import type { EngineLane } from './engine-lane.ts';
import { boundBy } from './margin-call.ts';
import type { MarginModel } from './market/margin.ts';
import type { Portfolio } from './portfolio.ts';

/**
 * What the account shows at any time: on the mark of what has closed; while orders meet a bar, at the price that they meet;
 * between two bars, on the mark before. Never at a price that is still to come.
 */
export class AccountNow {
  /** The moment that the run is at: a bar, or a place on the common clock. */
  moment = -1;
  /** Orders fill right now: the moment is not marked yet, or once more afterwards. */
  filling = false;
  readonly #lanes: readonly EngineLane[];
  readonly #portfolio: Portfolio;
  readonly #curve: Float64Array;
  readonly #between: BetweenBars;
  readonly #onClose: boolean;

  constructor(
    lanes: readonly EngineLane[],
    portfolio: Portfolio,
    curve: Float64Array,
    between: BetweenBars,
    onClose: boolean,
  ) {
    this.#lanes = lanes;
    this.#portfolio = portfolio;
    this.#curve = curve;
    this.#between = between;
    this.#onClose = onClose;
  }

  equity(): number {
    // On a stretch of quiet bars the clock of the instrument is ahead of the moment.
    const now = this.#lanes.length === 1 ? this.#lanes[0].clock.bar : this.moment;
    const i = this.#between.passes ? now - 1 : now;
    if (i < 0) return this.#portfolio.initialCash;
    if (!this.filling) return this.#curve[i];
    return this.#lanes.length > 1 ? this.#portfolio.equity() : this.#portfolio.cash + this.exposure();
  }

  /** Value of what is held, money. */
  exposure(): number {
    let sum = 0;
    for (const lane of this.#lanes) {
      const { quantity } = lane.position;
      if (quantity !== 0) sum += quantity * this.#price(lane) * lane.bars.instrument.multiplier;
    }
    return sum;
  }

  /** Initial margins of what is held, money. */
  marginUsed(margin: MarginModel): number {
    return boundBy(this.#lanes, margin, 'initial', (lane) => this.#price(lane));
  }

  #price(lane: EngineLane): number {
    const { bar } = lane.clock;
    const { open, close } = lane.bars;
    if (this.filling) return this.#lanes.length > 1 ? lane.holding.mark : (this.#onClose ? close : open)[bar];
    return close[this.#between.passes && lane.barAt(this.moment) >= 0 ? bar - 1 : bar];
  }
}
