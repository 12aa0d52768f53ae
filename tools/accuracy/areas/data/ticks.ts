import { tickBars, type TickBarRule } from '@tidemark/data';
import { instrument, type TickSeries, type Timeframe } from '@tidemark/core-market';
import type { CaseOutcome } from '../../area.ts';
import { compareTable, guarded } from './compare-table.ts';
import { csvTable, type CsvTable } from './csv-table.ts';
import type { TickCase } from './manifest.ts';

const EXACT = ['ts', 'ts_first', 'ts_last', 'open', 'high', 'low', 'close', 'volume', 'ticks', 'complete'];

export function compareTickBars(folder: string, cases: readonly TickCase[]): CaseOutcome[] {
  return cases.flatMap((golden) => {
    const name = golden.expected;
    return guarded(name, () => {
      const ticks = goldenTicks(csvTable(folder, golden.input));
      const { firstTime, lastTime, time, ...columns } = tickBars(ruleOf(golden)).table(ticks);
      const actual = { ts: time, ts_first: firstTime, ts_last: lastTime, ...columns };
      // The parts of divided trades are not whole numbers.
      const exact = golden.split === true && golden.kind === 'dollar' ? EXACT.filter((c) => c !== 'volume') : EXACT;
      return compareTable(name, csvTable(folder, name), actual, exact);
    });
  });
}

function goldenTicks(table: CsvTable): TickSeries {
  const [time, price, size] = [table.numbers('ts'), table.numbers('price'), table.numbers('size')];
  return { instrument: instrument('GOLDEN'), length: table.length, time, price, size };
}

function ruleOf(golden: TickCase): TickBarRule {
  const { kind, threshold = NaN, split, ms = NaN, mode } = golden;
  switch (kind) {
    case 'time':
      return { by: 'time', timeframe: (ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`) as Timeframe };
    case 'tick':
      return { by: 'ticks', threshold };
    case 'volume':
      return { by: 'volume', threshold, split };
    case 'dollar':
      return { by: 'dollars', threshold, split };
    case 'tick-imbalance': {
      if (mode !== 'ewma') return { by: 'imbalance', threshold };
      const { E_T0 = NaN, E_b0 = NaN, span_T = NaN, span_b = NaN, floor = NaN } = golden;
      const ewma = { ticks: E_T0, activity: E_b0, ticksSpan: span_T, activitySpan: span_b, floor };
      return { by: 'imbalance', threshold: ewma };
    }
    default:
      throw new Error(`there are no bars of kind ${String(kind)}`);
  }
}
