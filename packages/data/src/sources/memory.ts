import type { BarSeries, DataSource } from '@tidemark/core-market';
import { answerQuery, throwIfAborted } from './answer-query.ts';

/**
 * Bars that are already there, as a source: queries answer views on their columns.
 *
 * @param name how the report calls it; the symbol where left out
 * @example await memorySource(bars).bars({ from: Date.UTC(2024, 0, 1) })
 */
export function memorySource(bars: BarSeries, name: string = bars.symbol): DataSource {
  return {
    name,
    async bars(query = {}) {
      throwIfAborted(query.signal, name);
      return answerQuery(bars, query, { source: name });
    },
  };
}
