import { hashJson, type Strategy } from '@tidemark/core-market';
import { checkBars, checkNames, refuseOption } from '../base/check-options.ts';
import { combinedHash, describeMember, isStrategy } from '../base/member.ts';
import { StrategyError } from '../error.ts';
import type { RegimeDetector } from './detector.ts';
import type { HandOver } from './hand-over.ts';
import { regimeRun } from './regime-run.ts';

/** A strategy per label; `flat` stands aside. */
export type StrategiesByLabel<Label extends string> = { readonly [L in Label]: Strategy | 'flat' };

/** When the regime changes hands, and how. */
export interface RegimeOptions {
  /** Bars in a row that a new label must be seen before it counts. Default 1: at once. */
  readonly hysteresis?: number | undefined;
  /** Default `adopt`. */
  readonly handOver?: HandOver | undefined;
  /** Default: detector and members, `volatility-regime(calm: sma-cross, wild: flat)`. */
  readonly name?: string | undefined;
}

const where = 'byRegime';
const standAside: Strategy = {
  name: 'flat',
  codeHash: /* @__PURE__ */ hashJson('flat'),
  over: () => ({ columns: {}, warmup: 0, signal: () => 0 }),
};

/**
 * A strategy per regime. A label without a strategy does not compile, nor does one that the detector does not have.
 *
 * All members hear every bar from their own warm-up on, so that each has a stance when its regime comes; the ACTIVE one,
 * whose label is in force, is the one that speaks, and whose manage, plan and orders are asked. The first label that is
 * seen is in force at once, and its member's stance is adopted. Later a label is in force once it was seen `hysteresis`
 * bars in a row; bars without a label keep the one in force, and start the count anew. Then, from that bar on:
 *
 * | handOver | the position in place |
 * | --- | --- |
 * | `adopt` | the incoming member's stance is taken at once (a repeated stance keeps the quantity) |
 * | `carry` | stays until the incoming member changes its stance; a change on the very bar counts |
 * | `flatten` | is closed; the incoming member enters when it changes its stance after that bar |
 * | `{ blend: n }` | moves in n equal steps to the incoming member's stance, as that is on each bar |
 *
 * - A stance is the last signal that was not NaN, 0 where there was none yet. A member that is still warming up has
 *   none: the position stays until it is ready (with `flatten` it is closed first).
 * - A member that is not active has no account: it sees a flat position, and its orders by name go nowhere. An incoming
 *   member has one from the bar after the hand-over began, with `blend` after it is done. What `manage` answers counts as
 *   the active member's stance, and ends a hand-over that is under way.
 * - When the regime leaves a member that trades by name, its working orders are cancelled and, but for `carry`, its
 *   position is closed at market; the hand-over begins on the bar after that. Its own stance is 0: orders are none.
 * - Before the detector's warm-up nothing is decided.
 *
 * Columns: `regime` (the label as a number, NaN without one), `active` (the one in force, as it goes), those of the
 * detector, `volatility-regime.rank`, and those of the members under their labels, `calm.fast`.
 *
 * @throws StrategyError REGIME_WITHOUT_STRATEGY, UNKNOWN_REGIME, INVALID_MEMBERS, INVALID_OPTION; from a run
 *   SIGNAL_OUT_OF_RANGE, and REGIME_OUT_OF_RANGE, COLUMN_TYPE, COLUMN_LENGTH, INVALID_WARMUP for the detector
 * @example
 * const adaptive = byRegime(volatilityRegime({ lookback: 60 }), { calm: smaCross(), wild: 'flat' }, { hysteresis: 5 });
 * adaptive.name // => 'volatility-regime(calm: sma-cross, wild: flat)'
 */
export function byRegime<Label extends string>(
  detector: RegimeDetector<Label>,
  strategies: StrategiesByLabel<NoInfer<Label>>,
  options: RegimeOptions = {},
): Strategy {
  const members = membersOf(detector, strategies);
  checkNames(where, options, ['hysteresis', 'handOver', 'name']);
  const { hysteresis = 1, handOver = 'adopt' } = options;
  checkBars(where, 'hysteresis', hysteresis, 1);
  checkHandOver(handOver);
  const { labels } = detector;
  const name =
    options.name ?? `${detector.name}(${labels.map((label, k) => `${label}: ${members[k].name}`).join(', ')})`;
  return {
    name,
    params: {
      detector: { name: detector.name, params: detector.params ?? {} },
      strategies: Object.fromEntries(labels.map((label, k) => [label, describeMember(members[k])])),
      hysteresis,
      handOver,
    },
    codeHash: hashJson([
      detector.codeHash ?? hashJson(String(Reflect.get(detector, 'over'))),
      combinedHash('by-regime', 1, members),
    ]),
    over: (bars, once) => regimeRun(name, detector, members, bars, { hysteresis, handOver }, once),
  };
}

/** In the order of the labels. */
function membersOf<Label extends string>(
  { name, labels }: RegimeDetector<Label>,
  strategies: StrategiesByLabel<Label>,
): Strategy[] {
  const known: readonly string[] = labels;
  const given = Object.keys(Object(strategies));
  const unknown = given.find((label) => !known.includes(label));
  if (unknown !== undefined) {
    const what = `${name} has no regime ${unknown}`;
    throw new StrategyError('UNKNOWN_REGIME', { what, where, fix: `its regimes are ${labels.join(', ')}` });
  }
  return labels.map((label) => {
    const strategy: unknown = given.includes(label) ? strategies[label] : undefined;
    if (strategy === 'flat') return standAside;
    if (strategy === undefined) {
      const what = `the regime ${label} has no strategy`;
      throw new StrategyError('REGIME_WITHOUT_STRATEGY', { what, where, fix: `add ${label}: 'flat', or a strategy` });
    }
    if (isStrategy(strategy)) return strategy;
    const fix = `give ${label}: smaCross(), or 'flat'`;
    throw new StrategyError('INVALID_MEMBERS', { what: `what ${label} has is no strategy`, where, fix });
  });
}

function checkHandOver(handOver: HandOver): void {
  if (handOver === 'adopt' || handOver === 'carry' || handOver === 'flatten') return;
  if (typeof handOver !== 'object' || handOver === null)
    refuseOption(where, `handOver is ${JSON.stringify(handOver)}`, 'choose adopt, carry, flatten or { blend: 5 }');
  checkNames(`${where}, handOver`, handOver, ['blend']);
  checkBars(where, 'blend', handOver.blend, 1);
}
