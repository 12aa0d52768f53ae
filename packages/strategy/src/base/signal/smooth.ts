import { ema, sma, type IndicatorStream } from '@tidemark/modeling-indicators';
import { checkBars, checkChoice, checkNames } from '../check-options.ts';
import { builtInStage, type SignalStage, type StageRun } from './signal-stage.ts';

export interface SmoothOptions {
  /** Bars, 1 or more. */
  readonly period: number;
  /** Exponential (default) or simple moving average. */
  readonly method?: 'ema' | 'sma' | undefined;
}

/**
 * The moving average of the stance. It answers `period - 1` bars later than what goes in.
 *
 * @throws StrategyError INVALID_OPTION
 * @example smooth({ period: 5 }).params // => { period: 5, method: 'ema' }
 */
export function smooth(options: SmoothOptions): SignalStage {
  checkNames('smooth', options, ['period', 'method']);
  const { period, method = 'ema' } = options;
  checkBars('smooth', 'period', period);
  checkChoice('smooth', 'method', method, ['ema', 'sma']);
  const average = method === 'ema' ? ema : sma;
  const over: SignalStage['over'] = (_series, from) => new Smoothing(from + period - 1, average.stream(period));
  return builtInStage('smooth', { period, method }, over);
}

class Smoothing implements StageRun {
  readonly ready: number;
  readonly #average: IndicatorStream;

  constructor(ready: number, average: IndicatorStream) {
    this.ready = ready;
    this.#average = average;
  }

  update(stance: number): number {
    const mean = this.#average.update(stance);
    return mean > 1 ? 1 : mean < -1 ? -1 : mean; // a last bit too many
  }
}
