import { DataError } from '../error.ts';

/**
 * Turns data into data. `causal` says whether a row of the result depends only on what was known when that row was:
 * with a transformer that is not, a backtest sees the future.
 */
export interface Transformer<In, Out = In> {
  /** With its parameters, for reports: `resample(1h)`. */
  readonly name: string;
  readonly causal: boolean;
  apply(input: In): Out;
}

/** How to chain transformers. */
export interface PipelineOptions {
  /** Default `causal`: members that look ahead are refused. `any` is for research and for charts. */
  readonly accept?: 'causal' | 'any' | undefined;
}

/**
 * Several transformers as one, applied in order.
 *
 * @throws DataError NOT_CAUSAL for a member that looks ahead, unless `accept: 'any'`
 * @example pipeline([sessionHours(xnys), resampler('1h', { calendar: xnys })]).apply(bars)
 */
export function pipeline<T>(
  steps: readonly Transformer<T>[],
  { accept = 'causal' }: PipelineOptions = {},
): Transformer<T> {
  for (const { name, causal } of steps) if (!causal && accept === 'causal') throw looksAhead(name);
  return {
    name: steps.map(({ name }) => name).join(' > '),
    causal: steps.every(({ causal }) => causal),
    apply(input) {
      let data = input;
      for (const step of steps) data = step.apply(data);
      return data;
    },
  };
}

/**
 * Lets a causal transformer pass and refuses another: for whoever feeds a strategy.
 *
 * @throws DataError NOT_CAUSAL
 * @example assertCausal(zScore({ window: 20 }));
 */
export function assertCausal({ name, causal }: Pick<Transformer<unknown>, 'name' | 'causal'>): void {
  if (!causal) throw looksAhead(name);
}

function looksAhead(name: string): DataError {
  return new DataError('NOT_CAUSAL', {
    what: `${name} looks ahead: its rows depend on later ones`,
    where: name,
    fix: "use a rolling, forward or fitted form, or pass { accept: 'any' } where nothing is traded on the result",
  });
}
