import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Area, CaseOutcome } from '../area.ts';
import { compareCase } from './indicators/compare-case.ts';
import { goldenTable, numbersOf } from './indicators/golden-table.ts';

interface ListedCase {
  readonly id: string;
  readonly fn: string;
  readonly group: string;
  readonly inputs?: readonly string[];
  readonly params?: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, string>>;
}

interface EdgeCase {
  readonly label: string;
  readonly fn: string;
  readonly params?: Readonly<Record<string, number>>;
  readonly inputs: readonly (readonly string[])[];
  readonly outputs: readonly (readonly string[])[];
}

type Patterns = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The columns of `cases.json`, the tiny inputs of `edge.json`, the candlesticks of `patterns.json`. */
export const indicators: Area = ({ goldens }) => {
  const read = <T>(name: string): T | undefined => {
    const path = join(goldens, name);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
  };
  return [
    ...listed(goldens, read<{ readonly cases: readonly ListedCase[] }>('cases.json')?.cases ?? []),
    ...edges(read<readonly EdgeCase[]>('edge.json') ?? []),
    ...candlesticks(read<Patterns>('patterns.json') ?? {}),
  ];
};

function listed(folder: string, cases: readonly ListedCase[]): CaseOutcome[] {
  const table = goldenTable(folder);
  return cases.map(({ id, fn, group, inputs, params = {}, outputs }) =>
    compareCase({
      name: id,
      fn,
      params,
      inputs: (named) => (inputs ?? named).map((column) => table('input.csv', column)),
      outputs: () => Object.entries(outputs).map(([name, column]) => ({ name, column: table(`${group}.csv`, column) })),
    }),
  );
}

function edges(cases: readonly EdgeCase[]): CaseOutcome[] {
  return cases.map(({ label, fn, params = {}, inputs, outputs }) => {
    const shown = Object.entries(params).map(([name, value]) => `${name}=${value}`);
    const name = `${fn}(${shown.join(';')}), ${label}`;
    return compareCase({
      name,
      fn,
      params,
      inputs: () => inputs.map((texts, i) => numbersOf(texts, `edge.json, ${name}, input ${i}`)),
      outputs: () => outputs.map((texts, i) => ({ column: numbersOf(texts, `edge.json, ${name}, output ${i}`) })),
    });
  });
}

/** Candlesticks give integers on sparse rows; none exists here yet. */
function candlesticks(patterns: Patterns): CaseOutcome[] {
  return ['real', 'synth', 'crafted'].flatMap((bars) =>
    Object.keys(patterns[bars] ?? {}).map((fn) => ({
      name: `${fn} on ${bars} bars`,
      status: 'skipped' as const,
      detail: 'not implemented',
    })),
  );
}
