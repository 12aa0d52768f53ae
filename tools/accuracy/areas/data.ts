import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Area } from '../area.ts';
import { compareCalendars } from './data/calendars.ts';
import { guarded } from './data/compare-table.ts';
import { compareMalformedCsv, type MalformedCase } from './data/malformed-csv.ts';
import type { Manifest } from './data/manifest.ts';
import { compareQuality, type GoldenFinding } from './data/quality.ts';
import { compareTransformers } from './data/transformers.ts';

/** Transformers, calendars, quality and malformed CSV files of the data goldens. */
export const data: Area = ({ goldens }) => {
  const read = <T>(...path: string[]): T | undefined => {
    const file = join(goldens, ...path);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
  };
  const manifest = read<Manifest>('manifest.json') ?? {};
  const named = (manifest.calendar ?? []).map(({ expected }) => expected);
  const calendars = new Set(existsSync(join(goldens, 'calendars.csv')) ? [...named, 'calendars.csv'] : named);
  const quality = read<readonly GoldenFinding[]>('quality_expected.json');
  const malformed = read<{ readonly cases: readonly MalformedCase[] }>('csv_malformed', 'expected.json');
  return [
    ...compareTransformers(goldens, manifest),
    ...[...calendars].flatMap((file) => guarded(file, () => compareCalendars(goldens, file))),
    ...(quality === undefined ? [] : guarded('quality', () => compareQuality(goldens, 'quality_input.csv', quality))),
    ...(malformed === undefined ? [] : compareMalformedCsv(join(goldens, 'csv_malformed'), malformed.cases)),
  ];
};
