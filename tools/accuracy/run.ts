import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isTidemarkError } from '@tidemark/core-errors';
import type { CaseOutcome } from './area.ts';
import type { AreaEntry } from './areas.ts';
import { accuracyArgs, type AccuracyArgs } from './args.ts';
import { dataFiles } from './data-files.ts';
import { countOutcomes, countsLine, outcomeTable } from './table.ts';

/** What a run needs from outside. */
export interface AccuracyWorld {
  readonly areas: Readonly<Record<string, AreaEntry>>;
  /** Folder that holds the default `goldens/`. */
  readonly repository: string;
  readonly print: (line: string) => void;
}

/**
 * Compares the goldens of the areas asked for with the packages and prints what came of every case.
 *
 * @returns the exit code: 0 all is well, 1 a case failed or an area has none, 2 bad usage
 */
export async function runAccuracy(argv: readonly string[], world: AccuracyWorld): Promise<number> {
  const { areas, print } = world;
  let args: AccuracyArgs;
  try {
    args = accuracyArgs(argv, Object.keys(areas), world.repository);
  } catch (error) {
    if (!isTidemarkError(error)) throw error;
    print(`${error.code} ${error.message}`);
    return 2;
  }
  const results = new Map<string, readonly CaseOutcome[]>();
  for (const name of args.areas) {
    const outcomes = await outcomesOf(areas[name]!, goldensOf(name, args, areas), args.data);
    results.set(name, outcomes);
    if (!args.json) printArea(name, outcomes, args, print);
  }
  const all = [...results.values()].flat();
  const total = countOutcomes(all);
  print(
    args.json ? JSON.stringify({ areas: Object.fromEntries(results), ...total }, jsonNumber, 2) : countsLine(total),
  );
  const empty = [...results.values()].some((outcomes) => outcomes.length === 0);
  return total.failed > 0 || empty ? 1 : 0;
}

/** The area's sub-folder; or the folder itself, where one area was asked for and the folder holds its files. */
function goldensOf(name: string, { areas: asked, goldens }: AccuracyArgs, areas: AccuracyWorld['areas']): string {
  const within = join(goldens, name);
  if (existsSync(within) || asked.length > 1) return within;
  const files = existsSync(goldens) ? readdirSync(goldens) : [];
  const marks = (marker: string | RegExp): boolean =>
    typeof marker === 'string' ? files.includes(marker) : files.some((file) => marker.test(file));
  return areas[name]!.markers.some(marks) ? goldens : within;
}

async function outcomesOf(area: AreaEntry, goldens: string, data: string): Promise<readonly CaseOutcome[]> {
  if (!existsSync(goldens)) return [];
  try {
    const compare = await area.load();
    return await compare({ goldens, data: dataFiles(data) });
  } catch (error) {
    const detail = isTidemarkError(error) ? `${error.code} ${error.message}` : String((error as Error).stack ?? error);
    return [{ name: 'the area itself', status: 'failed', detail }];
  }
}

function printArea(
  name: string,
  outcomes: readonly CaseOutcome[],
  { goldens }: AccuracyArgs,
  print: AccuracyWorld['print'],
): void {
  print(name);
  for (const line of outcomeTable(outcomes)) print(line);
  const nothing = `  no case: is ${join(goldens, name)} a folder of the form that goldens/${name}/README.md documents?`;
  print(outcomes.length === 0 ? nothing : `  ${name}: ${countsLine(countOutcomes(outcomes))}`);
  print('');
}

/** JSON has no NaN and no Infinity: they become text. */
function jsonNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
