import { hashJson } from '@tidemark/core-market';
import type { GridColumns, GridFailure } from '../grid-result.ts';
import { mismatch } from './checkpoint.ts';
import { jsonNumber, numberOf, type JsonNumber } from './number-tape.ts';

/** How far a grid of backtests had come, as plain JSON. */
export interface GridCheckpoint {
  readonly format: 1;
  /** Rows that are measured. */
  readonly rows: number;
  /** A hash of bars, settings, combinations, measures and the strategy's code. */
  readonly plan: string;
  /** By name, shape [rows] each. */
  readonly columns: Readonly<Record<string, readonly JsonNumber[]>>;
  readonly failures: readonly Omit<GridFailure, 'cause'>[];
}

/** When a grid is to be kept, and where. */
export interface GridCheckpointOptions {
  /** Rows between two checkpoints; the last row is one more. */
  readonly every: number;
  /** Given each checkpoint: plain JSON, to be written to a file or anywhere else. */
  readonly save: (checkpoint: GridCheckpoint) => void;
}

/** @param plan what the grid is made of, as JSON can hold it */
export function gridCheckpoint(
  rows: number,
  plan: unknown,
  table: GridColumns,
  failures: readonly GridFailure[],
): GridCheckpoint {
  const columns = Object.entries(columnsByName(table)).map(([name, column]) => {
    return [name, Array.from(column.subarray(0, rows), jsonNumber)];
  });
  const failed = failures.map(({ row, code, what }) => ({ row, code, what }));
  return { format: 1, rows, plan: hashJson(plan), columns: Object.fromEntries(columns), failures: failed };
}

/**
 * Writes the rows of a checkpoint into a table.
 *
 * @returns the failures among them, whose causes are gone
 * @throws ExecutionError CHECKPOINT_MISMATCH
 */
export function restoreGrid(kept: GridCheckpoint, plan: unknown, table: GridColumns): GridFailure[] {
  if (kept.plan !== hashJson(plan)) throw mismatch('the bars, the settings, the grid or the strategy are others');
  for (const [name, column] of Object.entries(columnsByName(table))) {
    for (let k = 0; k < kept.rows; k++) column[k] = numberOf(kept.columns[name][k]);
  }
  return kept.failures.map((failure) => ({ ...failure, cause: undefined }));
}

function columnsByName({ measured, ...columns }: GridColumns): Record<string, Float64Array> {
  const own = Object.entries(measured).map(([name, column]) => [`measured ${name}`, column]);
  return { ...columns, ...Object.fromEntries(own) };
}
