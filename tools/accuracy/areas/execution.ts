import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTidemarkError } from '@tidemark/core-errors';
import type { Area, CaseOutcome, GoldenFolders } from '../area.ts';
import { compareReplay } from './execution/compare-replay.ts';
import type { ExecutionGolden } from './execution/golden.ts';
import { needsOf } from './execution/needs.ts';
import { replay } from './execution/replay.ts';

/** Scenarios of independent engines, one file each, played under their profiles and compared fill by fill. */
export const execution: Area = ({ goldens, data }) => {
  const files = readdirSync(goldens).filter((file) => file.endsWith('.json'));
  return files.toSorted().map((file) => {
    const golden = JSON.parse(readFileSync(join(goldens, file), 'utf8')) as ExecutionGolden;
    return compareCase({ ...golden, id: golden.id ?? file }, data);
  });
};

function compareCase(golden: ExecutionGolden, data: GoldenFolders['data']): CaseOutcome {
  try {
    const needs = needsOf(golden);
    if (needs.length > 0) return { name: golden.id, status: 'skipped', detail: `needs ${needs.join('; ')}` };
    return compareReplay(golden, replay(golden, data));
  } catch (error) {
    if (error instanceof RangeError) return { name: golden.id, status: 'failed', detail: error.message };
    if (!isTidemarkError(error)) throw error;
    return { name: golden.id, status: 'failed', detail: `${error.code} ${error.message}` };
  }
}
