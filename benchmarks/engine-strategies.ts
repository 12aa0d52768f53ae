import { FLAT, HOLD, LONG, type Signal } from '@tidemark/core-market';
import { sma } from '@tidemark/modeling-indicators';
import { above, below } from '@tidemark/modeling-rules';
import { BaseStrategy, defineStrategy, ruleStrategy, type BarEvent } from '@tidemark/strategy';

/** Bars of the two averages. */
export const [FAST, SLOW] = [20, 50];

/** Long while the fast average is above the slow one: columns and a decision. */
export const crossing = defineStrategy({
  name: 'crossing',
  columns: ({ close }) => ({ fast: sma(close, FAST), slow: sma(close, SLOW) }),
  decide: ({ fast, slow }, i) => (fast[i]! > slow[i]! ? LONG : fast[i]! < slow[i]! ? FLAT : HOLD),
});

/** The same in rules. */
export const crossingRules = ruleStrategy({
  name: 'crossing-rules',
  columns: ({ close }) => ({ fast: sma(close, FAST), slow: sma(close, SLOW) }),
  long: () => ({ enter: above('fast', 'slow'), exit: below('fast', 'slow') }),
});

/** The same as a class: events in, signals out. */
export class Crossing extends BaseStrategy {
  static readonly warmup = SLOW - 1;
  readonly #fast = sma.stream(FAST);
  readonly #slow = sma.stream(SLOW);

  onBar({ bar }: BarEvent): Signal {
    const fast = this.#fast.update(bar.close);
    const slow = this.#slow.update(bar.close);
    return fast > slow ? LONG : fast < slow ? FLAT : HOLD;
  }
}
