import type { CaseOutcome } from '../../area.ts';
import { AccuracyError } from '../../error.ts';
import { compareCase } from './compare-case.ts';
import { goldenTable } from './golden-table.ts';

/** Rows with another answer than 0, by row. */
type Hits = Readonly<Record<string, number>>;

interface CraftedBars {
  readonly bars: Readonly<Record<string, readonly number[]>>;
  readonly hits: Hits;
}

/** `patterns.json`: by function of TA-Lib. */
export interface Patterns {
  /** Where it is not TA-Lib's default: the number, or the parameters by name. */
  readonly penetration_params?: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
  readonly real?: Readonly<Record<string, Hits>>;
  readonly synth?: Readonly<Record<string, Hits>>;
  readonly crafted?: Readonly<Record<string, CraftedBars>>;
}

const PRICES = ['open', 'high', 'low', 'close'];

/** Compares every row of every pattern exactly: on the bars of two files, and on bars made by hand. */
export function candlestickCases(folder: string, patterns: Patterns): CaseOutcome[] {
  const table = goldenTable(folder);
  const compare = (fn: string, kind: string, bars: () => readonly Float64Array[], hits: Hits): CaseOutcome => {
    const name = `${fn} on ${kind} bars`;
    const own = patterns.penetration_params?.[fn] ?? {};
    return compareCase({
      name,
      fn,
      params: typeof own === 'number' ? { penetration: own } : own,
      inputs: bars,
      outputs: () => [{ column: columnOf(hits, bars()[0]?.length ?? 0, name) }],
    });
  };
  const onFile = (kind: 'real' | 'synth', file: string): CaseOutcome[] =>
    Object.entries(patterns[kind] ?? {}).map(([fn, hits]) =>
      compare(fn, kind, () => PRICES.map((price) => table(file, price)), hits),
    );
  const crafted = Object.entries(patterns.crafted ?? {}).map(([fn, { bars, hits }]) =>
    compare(fn, 'crafted', () => PRICES.map((price) => Float64Array.from(bars[price] ?? [])), hits),
  );
  return [...onFile('real', 'input.csv'), ...onFile('synth', 'patterns_synth_input.csv'), ...crafted];
}

function columnOf(hits: Hits, length: number, where: string): Float64Array {
  const column = new Float64Array(length);
  for (const [row, value] of Object.entries(hits)) {
    if (!(Number(row) in column)) {
      throw new AccuracyError('ROW_MISSING', { what: `a hit on row ${row} of ${length}`, where });
    }
    column[Number(row)] = value;
  }
  return column;
}
