import type { Instrument, PositionView } from '@tidemark/core-market';

/** What somebody wants to add to the exposure, on the mark of the deciding close. */
export interface RiskRequest {
  readonly instrument: Instrument;
  /** Units, signed: what the order would open, beyond what it closes. */
  readonly quantity: number;
  /** The deciding close. */
  readonly price: number;
  readonly equity: number;
  readonly cash: number;
  readonly position: PositionView;
}

/** What a risk manager makes of a request: it does not trade, it answers. */
export type RiskDecision =
  | { readonly kind: 'approved' }
  /** Fewer units, unsigned. */
  | { readonly kind: 'resized'; readonly quantity: number; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Passes, shrinks or refuses what increases exposure. Reductions never come before it. */
export interface RiskManager {
  /** The call that makes it. */
  readonly name: string;
  decide(request: RiskRequest): RiskDecision;
}
