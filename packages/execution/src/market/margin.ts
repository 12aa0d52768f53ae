import type { Instrument } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import { assertAmounts, assertFractions } from './assert-parameters.ts';
import { callName } from './call-name.ts';

/** What of the account's own money a position binds. BAR-SEMANTICS rules 12 and 16. */
export interface MarginModel {
  /** The call that makes it: `regT()`. */
  readonly name: string;
  /**
   * Money that must be there to have the position: checked at the fill, for what increases exposure. At least 0, 0 for
   * no units, Infinity for a position that the account may not have. A unit never binds less because there are more.
   *
   * @param quantity units, signed
   */
  initial(quantity: number, price: number, instrument: Instrument): number;
  /**
   * Money that must be there to keep the position: checked at the mark. At most the initial margin.
   *
   * @param quantity units, signed
   */
  maintenance(quantity: number, price: number, instrument: Instrument): number;
}

const CODE = 'INVALID_MARGIN';

/**
 * The account of `tidemark-1`: exposure at most equity, long and short alike; the proceeds of a short are not
 * spendable. There is no maintenance margin: a short that doubles is held until the equity is used up.
 *
 * @example cashMargin.initial(-100, 50, { symbol: 'X', currency: 'USD', multiplier: 1 }) // => 5000
 */
export const cashMargin: MarginModel = { name: 'cashMargin', initial: exposure, maintenance: () => 0 };

/**
 * A cash account as brokers have it: what is bought is paid in full, and nothing is sold short.
 *
 * @example
 * const share = { symbol: 'X', currency: 'USD', multiplier: 1 };
 * cashAccount.initial(100, 50, share) // => 5000
 * cashAccount.initial(-100, 50, share) // => Infinity
 */
export const cashAccount: MarginModel = {
  name: 'cashAccount',
  initial: (quantity, price, instrument) => (quantity < 0 ? Infinity : exposure(quantity, price, instrument)),
  maintenance: () => 0,
};

/** Fractions of a position's value. */
export interface RegTOptions {
  /** To buy. Default 0.5. */
  readonly initial?: number | undefined;
  /** To sell short, beside the proceeds: the 150 % of the regulation are 0.5 here. Default 0.5. */
  readonly shortInitial?: number | undefined;
  /** To keep a long position. Default 0.25. */
  readonly maintenanceLong?: number | undefined;
  /** To keep a short position, beside its value. Default 0.3. */
  readonly maintenanceShort?: number | undefined;
}

/**
 * A margin account for US shares: half of the value to buy or to sell short, a quarter to stay long, 30 % to stay
 * short. The dollar amounts for shares below 5 dollars are left out.
 *
 * @throws ExecutionError INVALID_MARGIN for a fraction beyond 0 to 1, or a maintenance above its initial margin
 * @see Federal Reserve, Regulation T, 12 CFR 220.12; FINRA rule 4210(c)
 * @example
 * const share = { symbol: 'X', currency: 'USD', multiplier: 1 };
 * regT().initial(100, 50, share) // => 2500
 * regT().maintenance(-100, 50, share) // => 1500
 */
export function regT(options: RegTOptions = {}): MarginModel {
  const { initial = 0.5, shortInitial = 0.5, maintenanceLong = 0.25, maintenanceShort = 0.3 } = options;
  assertWithProceedsLeftOut(shortInitial);
  assertFractions(CODE, 'regT', { initial, shortInitial, maintenanceLong, maintenanceShort }, 1);
  assertNotAbove('regT', { maintenanceLong, initial });
  assertNotAbove('regT', { maintenanceShort, shortInitial });
  return {
    name: callName('regT', Object.keys(options).length > 0 ? options : undefined),
    initial: (quantity, price, instrument) =>
      (quantity < 0 ? shortInitial : initial) * exposure(quantity, price, instrument),
    maintenance: (quantity, price, instrument) =>
      (quantity < 0 ? maintenanceShort : maintenanceLong) * exposure(quantity, price, instrument),
  };
}

/**
 * Exposure up to a multiple of the equity, long and short alike, as with contracts for difference and currencies.
 *
 * @param times 20 binds 5 % of the value; at least 1
 * @param options.maintenance fraction of the value; default half of the initial margin, as the European rule for
 *   private clients closes positions
 * @throws ExecutionError INVALID_MARGIN
 * @see ESMA, Product Intervention Measures (EU) 2018/796: leverage limits and the close-out at 50 % of the margin
 * @example fixedLeverage(20).initial(100, 50, { symbol: 'X', currency: 'USD', multiplier: 1 }) // => 250
 */
export function fixedLeverage(times: number, options: { readonly maintenance?: number } = {}): MarginModel {
  if (!(times >= 1 && times < Infinity)) {
    const inverse = times > 0 && times < 1 ? `: a margin of ${times * 100} % is fixedLeverage(${1 / times})` : '';
    const fix = `give how many times the equity may be exposed, at least 1${inverse}`;
    throw new ExecutionError(CODE, { what: `the leverage is ${times}`, where: 'fixedLeverage', fix });
  }
  const initial = 1 / times;
  const { maintenance = initial / 2 } = options;
  assertFractions(CODE, 'fixedLeverage', { maintenance }, 1);
  assertNotAbove('fixedLeverage', { maintenance, initial });
  return {
    name: callName('fixedLeverage', times, options.maintenance === undefined ? undefined : { maintenance }),
    initial: (quantity, price, instrument) => exposure(quantity, price, instrument) / times,
    maintenance: (quantity, price, instrument) => maintenance * exposure(quantity, price, instrument),
  };
}

/**
 * Money per contract, whatever the price, as a clearing house sets it: margins differ between contracts, see
 * `marginBySymbol`.
 *
 * @param perContract money, in the account's currency
 * @throws ExecutionError INVALID_MARGIN for a negative amount, no initial margin, or a maintenance above it
 * @example
 * const future = { symbol: 'ES', currency: 'USD', multiplier: 50 };
 * futuresMargin({ initial: 13_200, maintenance: 12_000 }).initial(-2, 4_000, future) // => 26400
 */
export function futuresMargin(perContract: { readonly initial: number; readonly maintenance: number }): MarginModel {
  const { initial, maintenance } = perContract;
  assertAmounts(CODE, 'futuresMargin', { initial, maintenance });
  if (initial <= 1) {
    const fix = 'give money per contract, such as 13_200; a fraction of the value is fixedLeverage(20)';
    throw new ExecutionError(CODE, { what: `initial is ${initial}`, where: 'futuresMargin', fix });
  }
  assertNotAbove('futuresMargin', { maintenance, initial });
  return {
    name: callName('futuresMargin', { initial, maintenance }),
    initial: (quantity) => Math.abs(quantity) * initial,
    maintenance: (quantity) => Math.abs(quantity) * maintenance,
  };
}

/** Units times price, unsigned, money. */
function exposure(quantity: number, price: number, { multiplier }: Instrument): number {
  return Math.abs(quantity) * Math.abs(price) * multiplier;
}

/** What keeps a position cannot be more than what opens it: it would be closed as soon as it was there. */
function assertNotAbove(model: string, pair: Readonly<Record<string, number>>): void {
  const [[low, least], [high, most]] = Object.entries(pair) as [[string, number], [string, number]];
  if (least <= most) return;
  const fix = `give a ${low} of at most ${most}`;
  throw new ExecutionError(CODE, { what: `${low} is ${least}, above ${high}, ${most}`, where: model, fix });
}

/** 1.5 is how the regulation says it: the proceeds of the sale, and half of them again. */
function assertWithProceedsLeftOut(shortInitial: number): void {
  if (!(shortInitial > 1 && shortInitial <= 2)) return;
  const own = Math.round((shortInitial - 1) * 1e9) / 1e9;
  const fix = `leave out the proceeds, which stay in the account: ${own}`;
  throw new ExecutionError(CODE, { what: `shortInitial is ${shortInitial}`, where: 'regT', fix });
}
