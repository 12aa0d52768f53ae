import type { PortfolioRun } from '@tidemark/core-market';
import type { LaneInput } from '../../engine-lane.ts';
import type { ExecutionEngine } from '../../execution-engine.ts';
import { fillHash, orderHash } from '../manifest.ts';
import type { ResolvedOptions } from '../options.ts';
import { logTimes, type RunData } from '../run-data.ts';
import { checkPlan, mismatch, planHashes, type Checkpoint } from './checkpoint.ts';
import { TapedRun } from './taped-run.ts';
import { TapedWeights } from './taped-weights.ts';

/** What the engine asks: runs of a strategy on each instrument, or weights, beside which those say nothing. */
export interface AskedRuns {
  readonly lanes: readonly LaneInput[];
  readonly weights: PortfolioRun | undefined;
}

/** The runs of a backtest that is kept from time to time, or that goes on from where it was kept. */
export class KeptRuns implements AskedRuns {
  readonly lanes: readonly (LaneInput & { readonly run: TapedRun })[];
  readonly weights: TapedWeights | undefined;

  constructor({ lanes, weights }: AskedRuns) {
    this.lanes = lanes.map((lane) => ({ ...lane, run: new TapedRun(lane.run) }));
    this.weights = weights && new TapedWeights(weights);
  }

  /**
   * Drives a run over all its moments, from the start or from a checkpoint, and keeps it on the way.
   *
   * @throws ExecutionError CHECKPOINT_MISMATCH
   */
  drive(engine: ExecutionEngine, data: RunData, options: ResolvedOptions): void {
    const { checkpoint, resume } = options;
    const every = checkpoint?.every ?? Infinity;
    let from = resume === undefined ? 0 : this.#goOn(resume, engine, data, options);
    while (from < data.length) {
      const to = Math.min(data.length, (Math.floor(from / every) + 1) * every);
      engine.run(from, to);
      from = to;
      checkpoint?.save(this.#checkpoint(to, engine, data, options));
    }
  }

  /** @returns the first moment that is left */
  #goOn(kept: Checkpoint, engine: ExecutionEngine, data: RunData, options: ResolvedOptions): number {
    const { moments, tapes, states } = kept;
    checkPlan(kept, data, options);
    for (const { bars, run } of this.lanes) run.replay(tapes[bars.symbol]);
    engine.run(0, moments);
    for (const { bars, run } of this.lanes) {
      const { symbol } = bars;
      if (!run.resume(tapes[symbol], states[symbol])) throw mismatch(`the strategy answers otherwise on ${symbol}`);
    }
    if (this.weights !== undefined && JSON.stringify(this.weights.tape) !== JSON.stringify(kept.weights)) {
      throw mismatch('the strategy wants other weights');
    }
    const found = hashesOf(engine, data);
    if (found.orderHash !== kept.orderHash) throw mismatch('the orders are others');
    if (found.fillHash !== kept.fillHash) throw mismatch('the fills are others');
    return moments;
  }

  #checkpoint(moments: number, engine: ExecutionEngine, data: RunData, options: ResolvedOptions): Checkpoint {
    const each = <T>(of: (run: TapedRun) => T): Record<string, T> =>
      Object.fromEntries(this.lanes.map(({ bars, run }) => [bars.symbol, of(run)]));
    return {
      format: 1,
      moments,
      plan: planHashes(moments, data, options),
      tapes: each((run) => run.tape),
      states: each((run) => run.state ?? null),
      weights: this.weights?.tape.slice() ?? null,
      ...hashesOf(engine, data),
    };
  }
}

function hashesOf({ orders, fills }: ExecutionEngine, data: RunData): Pick<Checkpoint, 'orderHash' | 'fillHash'> {
  const times = logTimes(data);
  return { orderHash: orderHash(orders.toArray(times.knownTime)), fillHash: fillHash(fills.toArray(times)) };
}
