import type { AccountState } from '@tidemark/risk';
import type { EngineLane } from './engine-lane.ts';
import type { EngineSettings } from './engine-settings.ts';
import { boundBy, reducePositions, type MarginCall } from './margin-call.ts';
import { cashAccount, cashMargin } from './market/margin.ts';
import type { Portfolio } from './portfolio.ts';

/**
 * What stands between a mark and the strategy: margin calls, limits of the account, and risk exits. BAR-SEMANTICS rules
 * 1 f, 1 g and 16.
 */
export class AccountGuard {
  /** False where nobody watches. */
  readonly watches: boolean;
  readonly marginCalls: MarginCall[] = [];
  readonly #settings: Pick<EngineSettings, 'limits' | 'exits' | 'margin'>;
  readonly #calls: boolean;
  readonly #portfolio: Portfolio;
  readonly #lanes: readonly EngineLane[];
  readonly #onBreach: (limit: string) => void;
  #peak: number;
  #halted = false;

  /** @param onBreach told once for each time a limit is breached */
  constructor(
    settings: Pick<EngineSettings, 'limits' | 'exits' | 'margin'>,
    portfolio: Portfolio,
    lanes: readonly EngineLane[],
    onBreach: (limit: string) => void,
  ) {
    this.#calls = settings.margin !== cashMargin && settings.margin !== cashAccount; // those have no maintenance margin
    this.watches = settings.limits.length > 0 || settings.exits.length > 0 || this.#calls;
    this.#settings = settings;
    this.#portfolio = portfolio;
    this.#lanes = lanes;
    this.#onBreach = onBreach;
    this.#peak = portfolio.initialCash;
  }

  /** Rule 16: below maintenance at the mark, positions are reduced until the initial margin holds. */
  calls(bar: number, equity: number): void {
    if (!this.#calls) return;
    const { margin } = this.#settings;
    const maintenance = boundBy(this.#lanes, margin, 'maintenance');
    if (maintenance <= equity) return;
    const time = Math.max(...this.#lanes.map(({ clock }) => clock.now()));
    this.marginCalls.push({ bar, time, equity, maintenance });
    reducePositions(this.#lanes, margin, equity);
  }

  /** Limits on the mark: a breach closes everything, and nothing is opened until they are kept again. */
  halts(equity: number): boolean {
    const { limits } = this.#settings;
    if (limits.length === 0) return false;
    this.#peak = Math.max(this.#peak, equity);
    const { cash, initialCash } = this.#portfolio;
    const time = Math.max(...this.#lanes.map(({ clock }) => clock.now()));
    const state: AccountState = { cash, equity, time, initialCapital: initialCash, peakEquity: this.#peak };
    const breached = limits.find((limit) => limit.breached(state));
    if (breached !== undefined && !this.#halted) this.#onBreach(breached.name);
    this.#halted = breached !== undefined;
    if (breached === undefined) return false;
    for (const { trader, desk } of this.#lanes) {
      desk.cancelRequests(breached.name);
      trader.exit(breached.name);
    }
    return true;
  }

  /** A risk exit on the mark closes the position at the next open: its order beats this bar's signal. */
  exits({ position, bars, trader }: EngineLane, bar: number): boolean {
    if (position.quantity === 0) return false;
    const exit = this.#settings.exits.find((each) => each.exits(position, bars, bar));
    if (exit !== undefined) trader.exit(exit.name);
    return exit !== undefined;
  }
}
