import { hashJson, type BarSeries } from '@tidemark/core-market';

/** One step between what a strategy says and what is heard: a stance in, a stance out. Plain to describe, causal, O(1). */
export interface SignalStage {
  /** Kebab case: `cool-down`. */
  readonly name: string;
  /** Resolved and plain, for the manifest. */
  readonly params: unknown;
  /** 128-bit hash of what it does, for the manifest; left out: of the text of `over`. */
  readonly codeHash?: string | undefined;
  /**
   * A fresh run over a series.
   *
   * @param from the first bar whose stance the stage is shown; from then on it is shown every bar, once, in order
   */
  over(bars: BarSeries, from: number): StageRun;
}

/** A stage over one series. */
export interface StageRun {
  /** First bar on which its answer counts: `from`, or later where it needs bars of its own. */
  readonly ready: number;
  /**
   * Bar `i` has closed.
   *
   * @param stance in [-1, 1]: what goes in on this bar; never NaN
   * @returns what comes out, in [-1, 1]; NaN keeps what came out before, 0 at the start
   */
  update(stance: number, i: number): number;
}

/** A stage that comes with the package: whoever changes what it does raises the revision. */
export function builtInStage(
  name: string,
  params: object,
  over: SignalStage['over'],
  revision: number = 1,
): SignalStage {
  return { name, params, codeHash: hashJson({ stage: name, revision }), over };
}

/** 1 long, -1 short, 0 flat. */
export function sideOf(stance: number): number {
  return stance > 0 ? 1 : stance < 0 ? -1 : 0;
}
