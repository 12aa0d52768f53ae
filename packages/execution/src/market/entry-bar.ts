import type { Semantics } from '../semantics.ts';

/** What a bar shows of the legs of an entry that was filled inside it. */
export interface EntryBar {
  /** At a limit the path comes from the side of the target; at a stop, from the side of the protective stop. */
  readonly entry: 'limit' | 'stop';
  readonly stopTouched: boolean;
  readonly targetTouched: boolean;
  /** The close lies at the leg or beyond it: the path went there after the entry. */
  readonly closeBeyondStop: boolean;
  readonly closeBeyondTarget: boolean;
  /** The leg on the side of the extreme that is nearer to the open. */
  readonly nearest: 'stop' | 'target';
}

/** Which leg fills, and whether the bar shows it beyond doubt. */
export interface EntryBarOutcome {
  readonly fills: 'stop' | 'target' | undefined;
  readonly certain: boolean;
}

/**
 * BAR-SEMANTICS rule 8: what the path must have done after the entry counts, what it may have done does not. A leg that
 * counts beside one that may have come first is the question of rule 7.
 */
export function entryBarOutcome(bar: EntryBar, semantics: Pick<Semantics, 'sameBar' | 'uncertain'>): EntryBarOutcome {
  const { entry, stopTouched, targetTouched } = bar;
  const { sameBar, uncertain } = semantics;
  if (stopTouched && targetTouched) {
    if (uncertain === 'target' || sameBar === 'optimistic') return { fills: 'target', certain: false };
    const fills = uncertain === 'stop' || sameBar === 'stop' ? 'stop' : bar.nearest;
    return { fills, certain: false };
  }
  if (stopTouched) {
    if (entry === 'limit' || bar.closeBeyondStop) return { fills: 'stop', certain: true };
    return { fills: uncertain === 'stop' ? 'stop' : undefined, certain: false };
  }
  if (targetTouched) {
    if (entry === 'stop' || bar.closeBeyondTarget) return { fills: 'target', certain: true };
    return { fills: uncertain === 'target' ? 'target' : undefined, certain: false };
  }
  return { fills: undefined, certain: true };
}
