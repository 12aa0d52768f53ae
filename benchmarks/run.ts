import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { nearestName } from '@tidemark/core-errors';
import type { BenchArea, Figure } from './figure.ts';
import { figureTable, withinBound } from './table.ts';

const USAGE = 'npm run bench -- [area...] [--json]';

/** What a run needs from outside. */
export interface BenchWorld {
  readonly areas: Readonly<Record<string, () => Promise<BenchArea>>>;
  readonly print: (line: string) => void;
}

/**
 * Measures the areas asked for, or all of them, one after the other, and prints a table.
 *
 * @returns the exit code: 0 every bound holds, 1 one is broken or an area failed, 2 bad usage
 */
export async function runBenchmarks(argv: readonly string[], { areas, print }: BenchWorld): Promise<number> {
  const known = Object.keys(areas);
  const { asked, json, complaint } = benchArgs(argv, known);
  if (complaint !== undefined) {
    print(complaint);
    return 2;
  }
  const figures: Figure[] = [];
  const failures: string[] = [];
  for (const name of asked) {
    if (!json) print(`measuring ${name} ...`);
    try {
      const measure = await areas[name]!();
      figures.push(...(await measure()));
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  const broken = figures.filter((figure) => !withinBound(figure));
  const machine = `Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores`;
  if (json) print(JSON.stringify({ machine, figures, failures }, undefined, 2));
  else for (const line of ['', ...figureTable(figures), '', ...failures, machine]) print(line);
  if (!json)
    print(`${figures.length - broken.length} within bounds, ${broken.length} beyond, ${failures.length} failed`);
  return broken.length + failures.length > 0 ? 1 : 0;
}

function benchArgs(
  argv: readonly string[],
  known: readonly string[],
): { asked: readonly string[]; json: boolean; complaint?: string } {
  try {
    const options = { json: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const unknown = positionals.find((name) => !known.includes(name));
    const asked = positionals.length > 0 ? [...new Set(positionals)] : known;
    const args = { asked, json: values.json ?? false };
    return unknown === undefined ? args : { ...args, complaint: unknownArea(unknown, known) };
  } catch (error) {
    return { asked: [], json: false, complaint: `BAD_USAGE ${(error as Error).message} (${USAGE})` };
  }
}

function unknownArea(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  const fix = near === undefined ? `the areas are ${known.join(', ')}` : `did you mean ${near}?`;
  return `UNKNOWN_AREA there is no area ${JSON.stringify(name)} (${fix})`;
}
