import { checkChoice, checkNames, checkWithin } from '../check-options.ts';
import { builtInStage, sideOf, type SignalStage, type StageRun } from './signal-stage.ts';

export interface ThresholdOptions {
  /** Conviction that counts, above 0 up to 1. */
  readonly level: number;
  /** What comes out above it: the stance as it is (default), or its side, 1 or -1. */
  readonly output?: 'value' | 'sign' | undefined;
}

/**
 * Conviction below `level` is flat; from `level` on it passes.
 *
 * @throws StrategyError INVALID_OPTION
 * @example threshold({ level: 0.3, output: 'sign' }).params // => { level: 0.3, output: 'sign' }
 */
export function threshold(options: ThresholdOptions): SignalStage {
  checkNames('threshold', options, ['level', 'output']);
  const { level, output = 'value' } = options;
  checkWithin('threshold', 'level', level, 0, 1);
  checkChoice('threshold', 'output', output, ['value', 'sign']);
  const update = (stance: number): number =>
    Math.abs(stance) < level ? 0 : output === 'sign' ? sideOf(stance) : stance;
  return builtInStage('threshold', { level, output }, (_bars, from): StageRun => ({ ready: from, update }));
}
