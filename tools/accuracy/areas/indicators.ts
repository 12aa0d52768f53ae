import type { Area, CaseOutcome } from '../area.ts';
import { attempt } from '../attempt.ts';
import { readGolden } from '../read-golden.ts';
import { candlestickCases, type Patterns } from './indicators/candlestick-cases.ts';
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

/** The columns of `cases.json`, the tiny inputs of `edge.json`, the candlesticks of `patterns.json`. */
export const indicators: Area = ({ goldens }) => {
  const from = <T>(file: string, compare: (content: T) => readonly CaseOutcome[]): readonly CaseOutcome[] =>
    attempt(file, () => {
      const content = readGolden<T>(goldens, file);
      return content === undefined ? [] : compare(content);
    });
  return [
    ...from<{ readonly cases: readonly ListedCase[] }>('cases.json', ({ cases }) => listed(goldens, cases)),
    ...from<readonly EdgeCase[]>('edge.json', edges),
    ...from<Patterns>('patterns.json', (patterns) => candlestickCases(goldens, patterns)),
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
