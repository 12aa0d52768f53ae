import type { Instrument, PositionView } from '@tidemark/core-market';
import { RiskError } from '../error.ts';

/** What a sizer sees, on the mark of the deciding close. The engine reuses the object: read it, do not keep it. */
export interface SizingContext {
  readonly instrument: Instrument;
  /** What the strategy wants, in [-1, 1] and not 0. */
  readonly signal: number;
  /** The deciding close. */
  readonly price: number;
  /** Money: cash plus marked positions. */
  readonly equity: number;
  readonly cash: number;
  readonly position: PositionView;
  /** The plan's protective stop price, where there is one. */
  readonly stop: number | undefined;
  /** 0-based index of the deciding bar. */
  readonly index: number;
}

/** How much: units for full conviction. The engine multiplies by the signal, rounds to the lot and checks the cash. */
export interface Sizer {
  /** The call that makes it: `percentOfEquity(0.95)`. */
  readonly name: string;
  /** `sign` ignores how strong the signal is. Default: the quantity scales with it. */
  readonly conviction?: 'scale' | 'sign' | undefined;
  /** Units, at least 0. */
  quantity(context: SizingContext): number;
}

/** @throws RiskError INVALID_SIZE unless `value` is a positive finite number */
export function assertPositive(sizer: string, name: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new RiskError('INVALID_SIZE', {
    what: `${name} is ${value}`,
    where: sizer,
    fix: `give a positive ${name}`,
  });
}
