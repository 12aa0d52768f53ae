import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTidemarkError } from '@tidemark/core-errors';
import type { Area, CaseOutcome, GoldenFolders } from '../area.ts';
import { compareReplay } from './execution/compare-replay.ts';
import { numberOf, peerOf, type ExecutionGolden } from './execution/golden.ts';
import { needsOf } from './execution/needs.ts';
import { replay, type Replay } from './execution/replay.ts';

/** Scenarios of independent engines, one file each: what market orders can express is played and compared fill by fill. */
export const execution: Area = ({ goldens, data }) => {
  const files = readdirSync(goldens).filter((file) => file.endsWith('.json'));
  return files.toSorted().map((file) => {
    const golden = JSON.parse(readFileSync(join(goldens, file), 'utf8')) as ExecutionGolden;
    return compareCase({ ...golden, id: golden.id ?? file }, data);
  });
};

function compareCase(golden: ExecutionGolden, data: GoldenFolders['data']): CaseOutcome {
  const skipped = (needs: readonly string[]): CaseOutcome => {
    return { name: golden.id, status: 'skipped', detail: `needs ${needs.join('; ')}` };
  };
  try {
    const needs = needsOf(golden);
    if (needs.length > 0) return skipped(needs);
    const played = replay(golden, data);
    if (beyondEquity(golden) && refusedForCash(played)) return skipped(['margin: exposure beyond equity (rule 16)']);
    return compareReplay(golden, played);
  } catch (error) {
    if (error instanceof RangeError) return { name: golden.id, status: 'failed', detail: error.message };
    if (!isTidemarkError(error)) throw error;
    return { name: golden.id, status: 'failed', detail: `${error.code} ${error.message}` };
  }
}

/** True where the peer may hold more than its equity: by margin, or because it spends what shorts brought in. */
function beyondEquity(golden: ExecutionGolden): boolean {
  return peerOf(golden) === 'backtrader' || numberOf(golden.settings, 'margin', 1) < 1;
}

function refusedForCash({ result }: Replay): boolean {
  return result.orders.some(({ reason }) => reason === 'INSUFFICIENT_CASH');
}
