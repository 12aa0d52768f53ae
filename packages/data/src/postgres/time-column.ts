import type { DataFinding } from '@tidemark/core-market';
import { zone } from '../calendars/time-zone.ts';
import { DataError } from '../error.ts';
import { timeShape, type BarField } from './bar-fields.ts';
import type { ColumnKind } from './column-kind.ts';
import type { PostgresSourceOptions } from './postgres-options.ts';
import type { TimeForm } from './range-condition.ts';

const DAY_MS = 86_400_000;

type TimeOptions = Pick<PostgresSourceOptions, 'timeZone' | 'timeUnit' | 'ambiguousTime' | 'nonexistentTime'>;

/** How the times of a table become epoch milliseconds. */
export interface TimeColumn {
  readonly form: TimeForm;
  /** How its bytes are read. */
  readonly kind: ColumnKind;
  /** Makes epoch ms of what was read, in place. @returns what is to be said about it */
  convert(values: Float64Array): DataFinding[];
}

/**
 * @throws DataError BAD_OPTION where unit or zone do not fit the type of the column; UNKNOWN_TIME_ZONE; from `convert`
 *   AMBIGUOUS_LOCAL_TIME, NONEXISTENT_LOCAL_TIME
 */
export function timeColumn(field: BarField, options: TimeOptions, where: string): TimeColumn {
  const { timeUnit, timeZone } = options;
  const shape = timeShape(field.kind);
  const bad = (what: string, fix: string): DataError =>
    new DataError('BAD_OPTION', { what: `the column ${field.name} is ${field.kind}: ${what}`, where, fix });
  if (shape !== 'clock' && timeZone !== undefined) throw bad('it is in no time zone', 'leave timeZone out');
  if (shape === 'number') {
    if (timeUnit === undefined) throw bad('a number has no unit of its own', "say it: { timeUnit: 'ms' }");
    if (timeUnit === 'ns' && field.kind !== 'int8') throw bad('it does not hold nanoseconds', 'give a bigint');
    return numberColumn(field, timeUnit);
  }
  if (timeUnit !== undefined) throw bad('it has no unit', 'leave timeUnit out');
  return shape === 'moment' ? momentColumn(field) : clockColumn(field, options);
}

function momentColumn({ kind }: BarField): TimeColumn {
  return { form: { isLocal: false }, kind, convert: () => [] };
}

function numberColumn({ kind }: BarField, unit: 's' | 'ms' | 'us' | 'ns'): TimeColumn {
  return {
    form: { isLocal: false, unit },
    kind: unit === 'ns' ? 'nanoseconds' : kind,
    convert(values) {
      if (unit === 's') for (let i = 0; i < values.length; i++) values[i] *= 1000;
      if (unit === 'us') for (let i = 0; i < values.length; i++) values[i] /= 1000;
      return [];
    },
  };
}

function clockColumn({ kind }: BarField, { timeZone, ambiguousTime, nonexistentTime }: TimeOptions): TimeColumn {
  if (timeZone === undefined || timeZone === 'UTC') return utcColumn(kind, timeZone === undefined);
  const clock = zone(timeZone);
  const policy = { ambiguous: ambiguousTime, nonexistent: nonexistentTime };
  return {
    form: { isLocal: true },
    kind,
    convert(values) {
      let resolved = 0;
      for (let i = 0; i < values.length; i++) {
        const local = values[i];
        if (!Number.isFinite(local)) continue;
        const unique = clock.uniqueTime(local);
        const isUnique = !Number.isNaN(unique);
        values[i] = isUnique ? unique : clock.toUtc(local, policy);
        if (!isUnique) resolved++;
      }
      return found('LOCAL_TIME_RESOLVED', 'local times that are not one moment were resolved as asked', resolved);
    },
  };
}

/** @param isAssumed nobody said that it is UTC */
function utcColumn(kind: ColumnKind, isAssumed: boolean): TimeColumn {
  return {
    form: { isLocal: false },
    kind,
    convert(values) {
      let naive = 0;
      for (let i = 0; i < values.length && isAssumed; i++) if (values[i] % DAY_MS !== 0) naive++;
      const fix = "say the zone: { timeZone: 'UTC' }";
      return found('NAIVE_TIMESTAMP_ASSUMED_UTC', 'times of day without a zone were read as UTC', naive, fix);
    },
  };
}

function found(code: string, what: string, count: number, fix?: string): DataFinding[] {
  return count === 0 ? [] : [{ code, what, count, ...(fix !== undefined && { fix }) }];
}
