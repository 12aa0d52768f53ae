import { roundToLot } from '@tidemark/core-market';
import type { RiskManager, RiskRequest } from '@tidemark/risk';

/** What a risk manager leaves of an increase. */
export interface Approval {
  /** Units, of the sign of what was asked for, in whole lots. */
  readonly units: number;
  /** Why there are fewer; undefined where all passes. */
  readonly reason: string | undefined;
}

/** Asks a risk manager for what would be added. Reductions never come here: they always pass. BAR-SEMANTICS rule 1 g. */
export function approvalOf(riskManager: RiskManager, request: RiskRequest): Approval {
  const { quantity, instrument } = request;
  const decision = riskManager.decide(request);
  if (decision.kind === 'approved') return { units: quantity, reason: undefined };
  if (decision.kind === 'refused') return { units: 0, reason: decision.reason };
  const units = Math.sign(quantity) * Math.min(Math.abs(quantity), decision.quantity);
  return { units: roundToLot(instrument, units), reason: decision.reason };
}
