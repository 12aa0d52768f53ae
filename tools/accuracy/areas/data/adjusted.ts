import { adjuster, type CorporateAction } from '@tidemark/data';
import type { CaseOutcome } from '../../area.ts';
import { compareTable, guarded } from './compare-table.ts';
import { csvTable, type CsvTable } from './csv-table.ts';
import type { AdjustCase } from './manifest.ts';
import { goldenBars } from './resampling.ts';

export function compareAdjusted(folder: string, cases: readonly AdjustCase[]): CaseOutcome[] {
  return cases.flatMap((golden) => {
    const name = golden.expected;
    return guarded(name, () => {
      const table = csvTable(folder, golden.input);
      const kind = golden.actions === 'split' ? 'splits' : 'total';
      const adjust = adjuster(actionsOf(table), { for: kind, direction: golden.mode });
      const bars = goldenBars(table);
      const { time: ts, ...columns } = adjust.apply(bars);
      const actual = { ts, ...columns, factor: adjust.factors(bars).price };
      return compareTable(name, csvTable(folder, name), actual, ['ts']);
    });
  });
}

/** An empty field is no action. */
function actionsOf(table: CsvTable): CorporateAction[] {
  const [time, split, dividend] = [table.numbers('ts'), table.numbers('split'), table.numbers('dividend')];
  return Array.from(time, (moment, i) => ({
    time: moment,
    split: Number.isNaN(split[i]) ? undefined : split[i],
    dividend: Number.isNaN(dividend[i]) ? undefined : dividend[i],
  })).filter((action) => action.split !== undefined || action.dividend !== undefined);
}
