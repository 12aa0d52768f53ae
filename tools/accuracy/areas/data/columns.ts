import {
  calendar,
  difference,
  ewmDeviation,
  hampel,
  logReturns,
  medianDeviation,
  normalizer,
  percentRank,
  previousWindow,
  sessionHours,
  simpleReturns,
  winsorizer,
  type CalendarName,
} from '@tidemark/data';
import type { CaseOutcome } from '../../area.ts';
import { compareTable, guarded } from './compare-table.ts';
import { csvTable } from './csv-table.ts';
import type { FilterCase, Manifest } from './manifest.ts';
import { goldenBars } from './resampling.ts';

const BARS = ['ts', 'open', 'high', 'low', 'close', 'volume'];

/** Every normalizer by the name of its golden column. */
export function compareNormalizers(folder: string, cases: NonNullable<Manifest['normalize']>): CaseOutcome[] {
  return cases.flatMap(({ file, window }) =>
    guarded(file, () => {
      const table = csvTable(folder, file);
      const x = table.numbers('x');
      const columns = {
        zscore_rolling: normalizer('zScore', { window }),
        zscore_expanding: normalizer('zScore', { window: 'expanding' }),
        zscore_global_ddof0: normalizer('zScore', { window: 'all' }),
        minmax_rolling: normalizer('minMax', { window }),
        minmax_global: normalizer('minMax', { window: 'all' }),
        robust_iqr_rolling: normalizer('iqr', { window }),
        robust_mad_rolling: normalizer('mad', { window }),
        robust_iqr_global: normalizer('iqr', { window: 'all' }),
        log_return: logReturns,
        simple_return: simpleReturns,
        diff: difference,
        pct_rank_rolling: percentRank(window),
        winsor_5_95: winsorizer({ window: 'all' }),
        ewm_z_span: ewmDeviation({ span: window }),
      };
      return Object.entries(columns)
        .filter(([column]) => table.names.includes(column))
        .map(([column, transformer]) => {
          const one = { ...table, names: [column] };
          return compareTable(`${file}, ${column}`, one, { [column]: transformer.apply(x) }, []);
        });
    }),
  );
}

export function compareFilters(folder: string, cases: readonly FilterCase[]): CaseOutcome[] {
  return cases.flatMap((golden) => {
    const name = 'file' in golden ? golden.file : golden.expected;
    return guarded(name, () => {
      if (!('file' in golden)) {
        const bars = goldenBars(csvTable(folder, golden.input));
        const { time: ts, ...kept } = sessionHours(calendar(golden.calendar as CalendarName)).apply(bars);
        return compareTable(name, csvTable(folder, name), { ts, ...kept }, BARS);
      }
      const { window } = golden;
      const table = csvTable(folder, golden.file);
      const x = table.numbers('x');
      const columns = {
        mad_global_5: medianDeviation(),
        hampel_trailing_5: hampel({ window }),
        hampel_centered_5_LOOKAHEAD: hampel({ window, centered: true }),
        prev_window_z4: previousWindow({ window }),
      };
      return Object.entries(columns)
        .filter(([column]) => table.names.includes(column))
        .map(([column, detector]) => {
          const one = { ...table, names: [column] };
          return compareTable(`${name}, ${column}`, one, { [column]: detector.flags(x) }, [column]);
        });
    });
  });
}
