import { roundToLot, type PortfolioRun } from '@tidemark/core-market';
import type { EngineLane } from './engine-lane.ts';
import type { CommissionModel } from './market/commission.ts';
import type { Portfolio } from './portfolio.ts';
import type { Semantics } from './semantics.ts';

/** A change of a position that a weight asks for. */
interface Change {
  readonly lane: EngineLane;
  /** Units to hold afterwards. */
  readonly target: number;
  /** Money that it adds to the exposure, signed: sales come first. */
  readonly value: number;
}

/** A strategy of weights on many instruments: from its weights to orders. */
export class PortfolioTrader {
  readonly #run: PortfolioRun;
  readonly #lanes: readonly EngineLane[];
  readonly #portfolio: Portfolio;
  readonly #semantics: Semantics;
  readonly #commission: CommissionModel;
  /** In the order of the frame's symbols. */
  readonly #weights: Float64Array;
  #waits = false;

  constructor(
    run: PortfolioRun,
    lanes: readonly EngineLane[],
    portfolio: Portfolio,
    semantics: Semantics,
    commission: CommissionModel,
  ) {
    this.#run = run;
    this.#lanes = lanes;
    this.#portfolio = portfolio;
    this.#semantics = semantics;
    this.#commission = commission;
    this.#weights = new Float64Array(lanes.length);
  }

  /** First moment on which weights are asked for. */
  get warmup(): number {
    return this.#run.warmup;
  }

  /** Asks for weights on the mark of a moment. */
  decide(moment: number, equity: number): void {
    this.#weights.fill(NaN);
    if (!this.#run.weights(moment, this.#weights)) return;
    if (this.#semantics.resolve === 'fill') this.#waits = true;
    else this.#trade(equity, ({ holding }) => holding.mark);
  }

  /** `resolve: 'fill'`: what was decided is counted at the opens that fill it. */
  beforeMatch(moment: number): void {
    if (!this.#waits) return;
    this.#waits = false;
    const open = (lane: EngineLane): number => {
      const bar = lane.barAt(moment);
      return bar < 0 ? lane.holding.mark : lane.bars.open[bar];
    };
    const prices = new Map(this.#lanes.map((lane) => [lane.bars.symbol, open(lane)]));
    this.#trade(
      this.#portfolio.equity((symbol) => prices.get(symbol)!),
      open,
    );
  }

  #trade(equity: number, priceOf: (lane: EngineLane) => number): void {
    const changes: Change[] = [];
    for (const [k, lane] of this.#lanes.entries()) {
      const weight = this.#weights[k];
      const price = priceOf(lane);
      if (weight !== weight || price !== price) continue;
      const amount = weight * equity;
      const value = amount - lane.position.quantity * price * lane.bars.instrument.multiplier;
      changes.push({ lane, target: this.#target(lane, amount, price), value });
    }
    // By value and then by symbol, as lanes stand: never by the order in which instruments were given.
    changes.sort((one, other) => one.value - other.value);
    for (const { lane, target } of changes) {
      const held = lane.position.quantity;
      lane.trader.pursue(target === 0 ? 0 : held + lane.approve(target - held).units);
    }
  }

  /**
   * Units that are worth an amount, or that cost it. What is bought or sold rounds toward zero to the lot; what is to be
   * nothing is sold whole.
   */
  #target({ bars, position }: EngineLane, amount: number, price: number): number {
    const { instrument } = bars;
    const unit = price * instrument.multiplier;
    const held = position.quantity;
    if (amount === 0) return 0;
    const change = amount - held * unit;
    if (this.#semantics.weightsPay === 'equity') return held + roundToLot(instrument, change / unit);
    return held + this.#affordable(change, unit, instrument.lotSize);
  }

  /** The most units whose value and commission come to an amount: rounded down, also where they are sold. */
  #affordable(amount: number, unit: number, lotSize: number | undefined): number {
    const outlay = (units: number): number => units * unit + this.#commission.commission(Math.abs(units), unit, 1);
    const down = (units: number): number => (lotSize === undefined ? units : Math.floor(units / lotSize) * lotSize);
    let units = down(amount / unit);
    for (let step = 0; step < 100 && units !== 0; step++) {
      const over = outlay(units) - amount;
      if (lotSize === undefined ? Math.abs(over) <= 1e-15 * Math.abs(amount) : over <= 0) break;
      units = down(units - over / unit);
    }
    return units;
  }
}
